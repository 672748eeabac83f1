extension TextRule {
    /// `metadata.name` of a Host, and every mention of one.
    static let hostName = name("the name of a host", signs: "-.", atMost: HostAddress.longestName)

    /// `metadata.name` of a Cluster. It becomes the mark of ownership on what hcctl makes.
    static let clusterName = name("the name of a cluster", signs: "-._", atMost: longestLabel)

    /// Characters of a name that only hcctl uses. Enough to tell things apart; keeps ownership marks and messages short.
    private static let longestLabel = 63

    /// A name for messages, within one host.
    static let label = name("a name", signs: "-._", atMost: longestLabel)

    /// `metadata.name` of a VolumeOptionGroup, the name of a file, and every mention of one.
    static let optionGroupName = name("the name of an option group", signs: "-._", atMost: longestLabel)

    private static func name(_ expected: String, signs: String, atMost limit: Int) -> TextRule {
        let allowed = Characters(lettersDigitsAnd: signs)
        let inner = "[A-Za-z0-9\(signs.map { $0 == "-" ? "\\-" : String($0) }.joined())]"
        return TextRule(expected: expected, pattern: "^[A-Za-z0-9](\(inner)*[A-Za-z0-9])?$", longest: limit) { text in
            if let violation = allowed.violation(in: text) { return violation }
            let ends = [text.unicodeScalars.first, text.unicodeScalars.last]
            guard ends.allSatisfy({ $0?.isASCIILetterOrDigit == true }) else {
                return "it has to begin and end with a letter or a digit"
            }
            return text.utf8.count > limit ? "it has more than \(limit) characters" : nil
        }
    }

    /// A cluster or a data centre inside the engine.
    static let engineName = name("the name of an object of the engine", signs: "-._", atMost: longestEngineName)

    /// Characters that the engine takes for the names of clusters and data centres.
    private static let longestEngineName = 40

    /// A storage domain inside the engine, which takes 50 characters.
    static let domainLabel = name("the name of a storage domain", signs: "-_", atMost: 50)

    /// `metadata.name` of a GlusterVolume: what `gluster volume create` takes.
    static let volumeName = TextRule(
        expected: "the name of a volume", pattern: "^[A-Za-z0-9_][A-Za-z0-9_\\-]*$", longest: longestVolumeName,
        refused: "^(\(reservedVolumeNames.joined(separator: "|")))$"
    ) { text in
        if text.isEmpty { return "it is empty" }
        if let violation = Characters(lettersDigitsAnd: "_-").violation(in: text) { return violation }
        if text.hasPrefix("-") { return "it may not begin with “-”" }
        if reservedVolumeNames.contains(text) { return "gluster reserves this name" }
        return text.utf8.count > longestVolumeName ? "it has more than \(longestVolumeName) characters" : nil
    }

    /// GD_VOLUME_NAME_MAX of gluster, less the final zero.
    static let longestVolumeName = 255

    /// What gluster's command line would take for something else.
    private static let reservedVolumeNames = [
        "all", "volume", "type", "subvolumes", "option", "end-volume", "volume_not_in_ring", "description", "force",
        "snap-max-hard-limit", "snap-max-soft-limit", "auto-delete", "activate-on-create",
    ]

    /// A user that ssh logs in as.
    static let user = TextRule(
        expected: "the name of a user", pattern: "^[A-Za-z0-9_][A-Za-z0-9_.@\\-]*$"
    ) { text in
        if text.isEmpty { return "it is empty" }
        if let violation = Characters(lettersDigitsAnd: "_.@-").violation(in: text) { return violation }
        guard text.unicodeScalars.first.map({ $0.isASCIILetterOrDigit || $0 == "_" }) == true else {
            return "it has to begin with a letter, a digit or “_”"
        }
        return nil
    }

    /// A jump host, or several with commas between them, as ssh's -J takes them.
    static let jumpHosts = TextRule(
        expected: "a jump host such as admin@gate.example.com:22",
        pattern: "^[A-Za-z0-9_\\[][A-Za-z0-9_.@:\\[\\]\\-]*(,[A-Za-z0-9_\\[][A-Za-z0-9_.@:\\[\\]\\-]*)*$"
    ) { text in
        if text.isEmpty { return "it is empty" }
        if let violation = Characters(lettersDigitsAnd: "_.@:[],-").violation(in: text) { return violation }
        for hop in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let first = hop.unicodeScalars.first, first.isASCIILetterOrDigit || first == "_" || first == "["
            else {
                return "each jump host has to begin with a letter or a digit"
            }
        }
        return nil
    }
}
