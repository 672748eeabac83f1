internal import ClusterModel

/// Options of mount(8): those that only fstab's readers know, and those that the kernel shows in its own words
/// (mount(8), xfs(5), systemd.mount(5)).
enum MountOptions {
    /// What a line that hcctl writes has beside the declared options: a host whose brick disk is dead goes on booting,
    /// and waits for the disk this long at most. systemd's own limit is 90 s (DefaultTimeoutStartSec).
    static let ofWrittenLines = ["nofail", "x-systemd.device-timeout=30s"]

    /// The declared options as a line of fstab gets them.
    static func written(_ declared: [String]) -> [String] {
        declared + ofWrittenLines.filter { own in !declared.contains { key($0) == key(own) } }
    }

    /// Whether a line has the declared options. Those that hcctl adds to its own lines make no difference.
    static func areEqual(_ declared: [String], _ line: [String]) -> Bool {
        let added = ofWrittenLines.filter { own in !declared.contains { key($0) == key(own) } }.map(key)
        func counted(_ options: [String]) -> Set<String> { Set(options.filter { !added.contains(key($0)) }) }
        let (wanted, found) = (counted(declared), counted(line))
        return wanted == found || (wanted == ["defaults"] && found.isEmpty)
    }

    /// The options for the command mount(8): `nofail` would let it succeed without a mount.
    static func kernel(_ options: [String]) -> [String] {
        let own = options.filter { !isUserspace($0) }
        return own.isEmpty ? StorageFilesystem.standardOptions : own
    }

    private static func isUserspace(_ option: String) -> Bool {
        ["nofail", "fail", "auto", "noauto", "_netdev", "user", "nouser", "users", "owner", "group"].contains(option)
            || ["x-", "X-", "comment="].contains(where: option.hasPrefix)
    }

    private static func key(_ option: String) -> String { String(option.prefix { $0 != "=" }) }
}

// MARK: - What the kernel shows

extension MountOptions {
    /// One thing that options decide: the words for its values, the default first.
    private struct Choice {
        let words: [String]
        /// Whether a mounted file system takes another value.
        let isLive: Bool
    }

    /// Of the virtual file system and of XFS; what is left out is not compared.
    private static let choices = [
        Choice(words: ["relatime", "noatime"], isLive: true),
        Choice(words: ["diratime", "nodiratime"], isLive: true),
        Choice(words: ["suid", "nosuid"], isLive: true),
        Choice(words: ["dev", "nodev"], isLive: true),
        Choice(words: ["exec", "noexec"], isLive: true),
        Choice(words: ["async", "sync"], isLive: true),
        Choice(words: ["nolazytime", "lazytime"], isLive: true),
        Choice(words: ["inode64", "inode32"], isLive: true),
        Choice(words: ["nodiscard", "discard"], isLive: false),
        Choice(words: ["nolargeio", "largeio"], isLive: false),
        Choice(words: ["noswalloc", "swalloc"], isLive: false),
    ]
    /// Sizes, compared only where they are declared.
    private static let sizes = ["allocsize", "logbsize", "logbufs"]

    private static func value(_ choice: Choice, in options: [String]) -> String {
        let said = options.last { choice.words.contains($0) }
        if let said { return said }
        return choice.words[0]
    }

    /// What the live options lack of the declared ones: the declared words. `ro` is not among them.
    static func differing(_ live: [String], declared: [String]) -> [String] {
        let flags = choices.compactMap { choice -> String? in
            let wanted = declared.last { choice.words.contains($0) } ?? choice.words[0]
            return value(choice, in: live) == wanted ? nil : wanted
        }
        let missing = sizes.compactMap { size -> String? in
            guard let wanted = declared.last(where: { key($0) == size }), let bytes = bytes(wanted) else { return nil }
            return live.last { key($0) == size }.flatMap(bytes(_:)) == bytes ? nil : wanted
        }
        return flags + missing
    }

    /// Declared options, and defaults that the mount lacks, for a remount: it replaces all flags at once, so that one left
    /// out would be lost.
    static func remount(_ declared: [String], missing: [String]) -> [String] {
        let own = declared.filter { !isUserspace($0) && $0 != "defaults" }
        return own + missing.filter { !own.contains($0) }
    }

    /// Whether all of these options can be given to a file system while it is mounted.
    static func isLive(_ options: [String]) -> Bool {
        options.allSatisfy { option in choices.contains { $0.isLive && $0.words.contains(option) } }
    }

    /// `64k` and `65536` are the same.
    private static func bytes(_ option: String) -> Int? {
        guard let equals = option.firstIndex(of: "=") else { return nil }
        let text = option[option.index(after: equals)...].lowercased()
        let unit = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30].first { text.hasSuffix($0.key) }?.value
        return Int(unit == nil ? text : String(text.dropLast())).map { $0 * (unit ?? 1) }
    }
}
