extension StatusPage {
    static let style = #"""
        :root{--bg:#fbfbfd;--panel:#fff;--text:#1b1f27;--dim:#545b69;--line:#d5d9e1;--good:#146c2e;--bad:#b3161b;
        --warn:#8a4b00;--accent:#1a4fb4;--goodbg:#e2f3e6;--badbg:#fce6e6;--warnbg:#fdf0d9}
        @media (prefers-color-scheme:dark){:root{--bg:#14171c;--panel:#1c2027;--text:#e8eaee;--dim:#a9b0bd;--line:#394150;
        --good:#7fd897;--bad:#ff9a94;--warn:#f3bf6b;--accent:#8fb6ff;--goodbg:#173322;--badbg:#43191b;--warnbg:#3d2c10}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--text);font:15px/1.45 system-ui,-apple-system,"Segoe UI",sans-serif}
        header,main{max-width:84rem;margin:0 auto;padding:0 1.25rem}
        header{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:center;padding-top:1rem;padding-bottom:.75rem}
        header p{margin:0}
        h1{font-size:1.35rem;margin:0}
        h2{font-size:1.02rem;margin:0 0 .6rem}
        main{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,34rem),1fr));gap:1rem;padding-bottom:2rem;
        outline:0}
        section{background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1rem;min-width:0}
        section.wide{grid-column:1/-1}
        .state{font-weight:600;padding:.15rem .7rem;border-radius:1rem;border:1px solid currentColor}
        .good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.dim{color:var(--dim)}
        .state.good{background:var(--goodbg)}.state.bad{background:var(--badbg)}.state.warn{background:var(--warnbg)}
        .tools{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center;margin-left:auto}
        button,input[type=password]{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--dim);
        border-radius:.35rem;padding:.25rem .7rem}
        button{cursor:pointer}button:disabled{color:var(--dim);cursor:default}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--panel);padding:.5rem}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.3rem .75rem .3rem 0;border-top:1px solid var(--line);vertical-align:top;
        overflow-wrap:break-word}
        thead th{border-top:0;color:var(--dim);font-weight:600;font-size:.86rem;white-space:nowrap;overflow-wrap:normal}
        tbody th{font-weight:600;overflow-wrap:normal}
        meter{white-space:nowrap}
        ul,ol{margin:0;padding-left:1.2rem}
        ul.plain,ol#events{list-style:none;padding:0}
        li{margin:.2rem 0;overflow-wrap:anywhere}
        h3{font-size:.9rem;margin:.6rem 0 .2rem;color:var(--dim)}
        code{font:.87em/1.4 ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        meter{width:5.5rem;vertical-align:middle}
        summary{cursor:pointer}
        .set{display:flex;flex-wrap:wrap;gap:.15rem .9rem}
        ol#events{max-height:22rem;overflow:auto;font-size:.9rem}
        ol#events time{color:var(--dim);margin-right:.5rem}
        svg{width:100%;height:auto;display:block}
        svg text{fill:var(--dim);font-size:11px}
        svg .axis{stroke:var(--line)}svg .curve{fill:none;stroke-width:2}
        .c0{stroke:var(--accent)}.c1{stroke:var(--warn)}.c2{stroke:var(--good)}.c3{stroke:var(--bad)}.c4{stroke:var(--dim)}
        .d1{stroke-dasharray:7 3}.d2{stroke-dasharray:2 3}.d3{stroke-dasharray:9 3 2 3}.d4{stroke-dasharray:4 4}
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;list-style:none}
        .legend svg{display:inline-block;width:2.2rem;height:.7rem;vertical-align:middle;margin-right:.35rem}
        [hidden]{display:none!important}
        @media print{:root{--bg:#fff;--panel:#fff;--text:#000;--dim:#444;--line:#999}
        .tools,.skip,#stream,#token{display:none}main{display:block}section{break-inside:avoid;margin-bottom:.8rem}
        ol#events{max-height:none}}
        """#
}
