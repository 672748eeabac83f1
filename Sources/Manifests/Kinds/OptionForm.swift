internal import ClusterModel

extension Form where Value == [GlusterOption] {
    /// A map of options. The values keep their text: `on` stays `on`, `010` stays `010`.
    static var options: Self {
        let shape = Shape.map(of: .optionValue)
        return Form(shape) { node, problems in
            guard let entries = node.entries else {
                return problems.expected("a map of options", found: node, advice: "write it as name: value")
            }
            return entries.compactMap { entry in
                OptionName.check(entry, &problems)
                return OptionValue.read(entry, &problems).map { GlusterOption(entry.key, $0) }
            }
        } write: { options in
            .map(options.map { YAMLText.Pair(key: $0.name, value: .text($0.value)) })
        }
    }
}

/// Names of options of a volume.
enum OptionName {
    /// Keys that hcctl sets itself, to know what is its own.
    static let ownPrefix = "user.hcctl."

    /// Says what is wrong with the name of an option.
    static func check(_ entry: Node.Entry, _ problems: inout Problems) {
        let name = entry.key
        if let (message, advice) = flaw(name) {
            problems.error(message, at: entry.place, advice: advice)
        }
    }

    private static func flaw(_ name: String) -> (String, String?)? {
        if name.hasPrefix(ownPrefix) {
            return ("\(Words.quoted(name)) is one of hcctl's own marks", "leave it out: hcctl sets it itself")
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard !parts.contains(""), Characters(lettersDigitsAnd: "._-").flaw(in: name) == nil,
            name.unicodeScalars.first?.isASCIILetterOrDigit == true
        else {
            return (
                "\(Words.quoted(name)) is no name of an option", "write the full name, such as network.ping-timeout"
            )
        }
        if parts.count < 2 { return short(name) }
        guard wholeCluster.contains(name) else { return nil }
        return (
            "\(Words.quoted(name)) is an option of the whole cluster, not of one volume",
            "leave it out: this version does not manage it"
        )
    }

    private static func short(_ name: String) -> (String, String?) {
        let shorts = wellKnown.map { $0.split(separator: ".", maxSplits: 1).last.map(String.init) ?? $0 }
        let meant = NearestName.nearest(to: name, among: shorts)
        let full = zip(shorts, wellKnown).filter { $0.0 == meant }.map(\.1)
        let example = full.isEmpty ? ", such as network.ping-timeout" : ": \(Words.list(full, "or"))"
        return ("the option \(Words.quoted(name)) has no dot", "write the full name\(example)")
    }

    /// What gluster takes for all volumes together only (`gluster volume set all …`).
    private static let wholeCluster = [
        "cluster.server-quorum-ratio", "cluster.enable-shared-storage", "cluster.op-version",
        "cluster.brick-multiplex", "cluster.max-bricks-per-process", "cluster.localtime-logging",
        "cluster.daemon-log-level", "cluster.brick-graceful-cleanup", "glusterd.vol_count_per_thread",
    ]

    /// Options that people know by their short names; for advice only.
    private static let wellKnown = [
        "auth.allow", "auth.reject", "auth.ssl-allow", "client.event-threads", "client.ssl", "cluster.choose-local",
        "cluster.data-self-heal", "cluster.data-self-heal-algorithm", "cluster.eager-lock",
        "cluster.entry-self-heal", "cluster.favorite-child-policy", "cluster.granular-entry-heal",
        "cluster.heal-timeout", "cluster.locking-scheme", "cluster.lookup-optimize", "cluster.metadata-self-heal",
        "cluster.min-free-disk", "cluster.quorum-count", "cluster.quorum-type", "cluster.read-hash-mode",
        "cluster.self-heal-daemon", "cluster.server-quorum-type", "cluster.shd-max-threads",
        "cluster.shd-wait-qlength", "diagnostics.brick-log-level", "diagnostics.client-log-level",
        "features.barrier", "features.bitrot", "features.quota", "features.read-only", "features.scrub",
        "features.shard", "features.shard-block-size", "features.trash", "features.worm",
        "network.frame-timeout", "network.ping-timeout", "network.remote-dio", "nfs.disable",
        "performance.cache-size", "performance.client-io-threads", "performance.flush-behind",
        "performance.io-cache", "performance.io-thread-count", "performance.low-prio-threads",
        "performance.open-behind", "performance.parallel-readdir", "performance.quick-read",
        "performance.read-ahead", "performance.readdir-ahead", "performance.stat-prefetch",
        "performance.strict-o-direct", "performance.write-behind", "performance.write-behind-window-size",
        "server.allow-insecure", "server.event-threads", "server.keepalive-time", "server.root-squash",
        "server.ssl", "server.tcp-user-timeout", "storage.fips-mode-rchecksum", "storage.health-check-interval",
        "storage.owner-gid", "storage.owner-uid", "storage.reserve", "transport.address-family",
    ]
}

/// Values of options of a volume.
enum OptionValue {
    /// Bytes of a value. A value of 8,000 bytes crashes glusterd 10.3; no option takes more than a few hundred.
    static let longest = 1000

    /// The value as written, or what is wrong with it.
    static func read(_ entry: Node.Entry, _ problems: inout Problems) -> String? {
        guard case .scalar(let scalar) = entry.value.content else {
            return problems.expected(
                "the value of the option \(Words.quoted(entry.key))", found: entry.value,
                advice: "gluster takes a text, such as \"a,b\"")
        }
        if let (message, advice) = flaw(scalar, of: entry.key) {
            problems.error(message, at: entry.value.place, advice: advice)
            return nil
        }
        return scalar.text
    }

    private static func flaw(_ scalar: Node.Scalar, of key: String) -> (String, String)? {
        let option = "the option \(Words.quoted(key))"
        let text = scalar.text
        if scalar.isNull {
            return ("\(option) has no value", "write one, such as on or \"off\", or leave the line out")
        }
        if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            return ("the value of \(option) is empty", "leave the line out to keep gluster's default")
        }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.endsLine }) {
            return ("the value of \(option) is \(Words.quoted(text))", "write it on one line, without tabs")
        }
        if text.hasPrefix("--") {
            return ("the value of \(option) begins with “--”", "gluster would take it for a switch of its own")
        }
        guard text.utf8.count > longest else { return nil }
        return ("the value of \(option) has \(text.utf8.count) bytes", "gluster is given at most \(longest)")
    }
}
