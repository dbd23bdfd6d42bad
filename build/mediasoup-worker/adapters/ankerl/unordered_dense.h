#pragma once
// mediasoup's worker uses this library for faster hash tables, and distributions don't carry it. The
// standard containers have the same calls; a node of ours never holds enough entries for the difference to show.
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
template<class Key>
using hash = std::hash<Key>;

template<class Key, class Value, class Hash = std::hash<Key>, class Equal = std::equal_to<Key>>
using map = std::unordered_map<Key, Value, Hash, Equal>;

template<class Key, class Hash = std::hash<Key>, class Equal = std::equal_to<Key>>
using set = std::unordered_set<Key, Hash, Equal>;
} // namespace ankerl::unordered_dense
