#pragma once
// mediasoup's worker is written for libsrtp 3, which distributions don't carry yet. Its calls say where input ends
// and output begins; libsrtp 2 works in place. This header gives the new calls on the old library.
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

// Two errors that only libsrtp 3 has; the numbers are outside libsrtp 2's range, so neither can come by chance.
constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(1001);
constexpr auto srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(1002);

namespace srtp_on_2
{
using InPlace = srtp_err_status_t (*)(srtp_t, void*, int*);

inline srtp_err_status_t call(
  InPlace act, srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t grows)
{
	if (in != out)
	{
		if (inLen + grows > *outLen)
		{
			return srtp_err_status_buffer_small;
		}

		std::memcpy(out, in, inLen);
	}

	int len           = static_cast<int>(inLen);
	const auto status = act(session, out, &len);

	if (status == srtp_err_status_ok)
	{
		*outLen = static_cast<size_t>(len);
	}

	return status;
}
} // namespace srtp_on_2

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mki*/)
{
	const srtp_on_2::InPlace act = srtp_protect;
	return srtp_on_2::call(act, session, in, inLen, out, outLen, SRTP_MAX_TRAILER_LEN);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	const srtp_on_2::InPlace act = srtp_unprotect;
	return srtp_on_2::call(act, session, in, inLen, out, outLen, 0);
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mki*/)
{
	const srtp_on_2::InPlace act = srtp_protect_rtcp;
	// RTCP carries its own four bytes of index besides the trailer.
	return srtp_on_2::call(act, session, in, inLen, out, outLen, SRTP_MAX_TRAILER_LEN + 4);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	const srtp_on_2::InPlace act = srtp_unprotect_rtcp;
	return srtp_on_2::call(act, session, in, inLen, out, outLen, 0);
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

// In libsrtp 3 a policy is made by calls instead of filled in as a struct. Ours keeps the key, because libsrtp 2
// only remembers a pointer to it.
struct SrtpPolicyOn2
{
	srtp2_policy_t policy{};
	std::vector<uint8_t> key;
};

using srtp_policy_t = SrtpPolicyOn2*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new SrtpPolicyOn2();
	return srtp_err_status_ok;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->policy.ssrc = ssrc;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const auto status = srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);
	if (status != srtp_err_status_ok)
	{
		return status;
	}
	return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t /*mkiLen*/)
{
	policy->key.assign(key, key + keyLen);
	policy->key.insert(policy->key.end(), salt, salt + saltLen);
	policy->policy.key = policy->key.data();
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->policy.allow_repeat_tx = allow;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t size)
{
	policy->policy.window_size = size;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	return srtp_create(session, static_cast<const srtp2_policy_t*>(&policy->policy));
}
