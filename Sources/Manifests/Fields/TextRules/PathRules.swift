extension TextRule {
    /// Bytes of a path on a host. glusterd keeps a file for each brick that is named after host and path, and a file
    /// name has at most 255 bytes: this leaves 64 for the host.
    static let longestPath = 190

    /// A directory on a host that is written into fstab and passed to gluster. Neither gives a meaning of its own to
    /// the allowed characters.
    static let path = absolutePath("an absolute path such as /gluster/data", signs: "._/-")

    /// A block device. The names below /dev/disk have more signs than a directory of ours.
    static let device = TextRule(
        expected: "the path of a block device such as /dev/vdb",
        pattern: "^/dev(\(component(signs: "_:+@=\\-")))+$", longest: longestPath
    ) { text in
        if let violation = absolutePath("", signs: "._/-:+@=").violation(text) { return violation }
        return text.hasPrefix("/dev/") ? nil : "block devices are below /dev"
    }

    /// Where a file system for bricks is mounted.
    static let mountPoint = TextRule(
        expected: "a mount point such as /gluster", pattern: path.pattern, longest: longestPath,
        refused: "^(/(\(systemTrees.joined(separator: "|")))(/.*)?|\(systemDirectories.joined(separator: "|")))$"
    ) { text in
        if let violation = path.violation(text) { return violation }
        let first = text.split(separator: "/").first.map(String.init) ?? ""
        if systemTrees.contains(first) { return "/\(first) belongs to the system" }
        return systemDirectories.contains(text) ? "\(text) belongs to the system; take a directory below it" : nil
    }

    /// Trees in which nothing is ever mounted for bricks: it would hide or break the system.
    private static let systemTrees = ["bin", "boot", "dev", "etc", "lib", "lib64", "proc", "run", "sbin", "sys", "usr"]
    /// Directories that must not be mounted over, though one below them may be.
    private static let systemDirectories = ["/home", "/root", "/tmp", "/var", "/var/lib", "/var/log"]

    private static func absolutePath(_ expected: String, signs: String) -> TextRule {
        let allowed = Characters(lettersDigitsAnd: signs)
        return TextRule(
            expected: expected, pattern: "^(\(component(signs: "_\\-")))+$", longest: longestPath
        ) { text in
            if !text.hasPrefix("/") { return "it has to begin with “/”" }
            if text == "/" { return "the root directory is not for bricks" }
            if text.hasSuffix("/") { return "leave out the “/” at the end" }
            if let violation = allowed.violation(in: text) { return violation }
            if text.utf8.count <= longestPath, !hasSlashBeforeSlashOrDot(text) { return nil }
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            if parts.contains("") { return "leave out the second “/”" }
            if parts.contains(".") || parts.contains("..") { return "write it without “.” and “..”" }
            return text.utf8.count > longestPath ? "it has more than \(longestPath) bytes" : nil
        }
    }

    /// Nearly no path has one, and then there is no empty name in it, no “.” and no “..”.
    private static func hasSlashBeforeSlashOrDot(_ path: String) -> Bool {
        zip(path.utf8, path.utf8.dropFirst()).contains { first, second in
            first == UInt8(ascii: "/") && (second == UInt8(ascii: "/") || second == UInt8(ascii: "."))
        }
    }

    /// A slash and a name that is neither “.” nor “..”, of letters, digits, dots and the signs.
    private static func component(signs: String) -> String {
        let (first, any) = ("[A-Za-z0-9\(signs)]", "[A-Za-z0-9.\(signs)]")
        return "/(\(first)\(any)*|\\.\(first)\(any)*|\\.\\.\(any)+)"
    }

    /// What a path handed to ssh may not have, for a set of characters.
    private static let strange = "~\\x00-\\x20\\s\"'%$\\\\"

    /// A file on the machine that runs hcctl, handed to ssh, which gives meaning to spaces, quotes, % and $.
    static let localFile = TextRule(
        expected: "the path of a file",
        pattern: "^(~/[^\(strange)]*[^\(strange)/]|[^\(strange)\\-][^\(strange)]*[^\(strange)/]|[^\(strange)\\-/])$"
    ) { text in
        if text.isEmpty { return "it is empty" }
        let stranger = text.unicodeScalars.first {
            $0.properties.isWhitespace || $0.value < 0x20 || "\"'%$\\".unicodeScalars.contains($0)
        }
        if let stranger { return "\(MessageText.quoted(String(stranger))) has a meaning for ssh: take another path" }
        if text.hasPrefix("-") { return "ssh would read it as an option: begin it with “./”" }
        let rest = text.hasPrefix("~/") ? text.dropFirst(2) : text[...]
        if rest.isEmpty || text.hasSuffix("/") { return "it names a directory" }
        return rest.contains("~") ? "“~” is allowed at the beginning only, as “~/”" : nil
    }

    /// One option of mount(8).
    static let mountOption = TextRule(
        expected: "a mount option such as noatime", pattern: "^[A-Za-z0-9][A-Za-z0-9._:=/+@\\-]*$"
    ) { text in
        if text.isEmpty { return "it is empty" }
        if text.contains(",") { return "write one option an item" }
        if let violation = Characters(lettersDigitsAnd: "._:=/+@-").violation(in: text) { return violation }
        return text.unicodeScalars.first?.isASCIILetterOrDigit == true
            ? nil : "it has to begin with a letter or a digit"
    }
}
