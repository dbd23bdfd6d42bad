// A browser that can't read the page's own code still reads this: plain words instead of an empty window.
(function () {
  'use strict';

  var words = [
    [
      'en',
      'This page could not be started.',
      'Your browser may be too old for it: use a current Chrome, Edge, Firefox or Safari. If it is one of these, reload the page.',
    ],
    [
      'de',
      'Diese Seite ließ sich nicht starten.',
      'Vielleicht ist Ihr Browser zu alt dafür: Nehmen Sie einen aktuellen Chrome, Edge, Firefox oder Safari. Wenn er das schon ist, laden Sie die Seite neu.',
    ],
  ];

  function add(to, name, text) {
    var element = document.createElement(name);
    element.textContent = text;
    to.appendChild(element);
  }

  // By now the page's own code has run, if it could.
  window.addEventListener('load', function () {
    var app = document.getElementById('app');
    if (!app || app.firstChild) return;
    var main = document.createElement('main');
    main.style.maxWidth = '34em';
    main.style.margin = '10vh auto';
    main.style.padding = '0 1em';
    for (var i = 0; i < words.length; i += 1) {
      var part = document.createElement('section');
      part.setAttribute('lang', words[i][0]);
      add(part, 'h1', words[i][1]);
      add(part, 'p', words[i][2]);
      main.appendChild(part);
    }
    app.appendChild(main);
  });
})();
