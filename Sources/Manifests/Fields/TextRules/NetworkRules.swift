extension TextRule {
    /// An address without a name.
    static let ipAddress = TextRule(
        expected: "an IP address", pattern: "^[0-9A-Fa-f.:]+$", longest: HostAddress.longestIP
    ) { text in
        if let violation = HostAddress.violation(in: text) { return violation }
        return HostAddress.isIP(text) ? nil : "a name is not enough: the nodes file of CTDB takes addresses only"
    }

    /// An address with the length of its network's prefix.
    static let network = TextRule(
        expected: "an address with its prefix, such as 10.88.0.100/24",
        pattern: "^[0-9A-Fa-f.:]+/(0|[1-9][0-9]{0,2})$", longest: HostAddress.longestIP + 4
    ) { HostAddress.flawOfNetwork($0) }

    /// IFNAMSIZ of Linux, less the final zero.
    private static let longestInterface = 15

    /// A network interface.
    static let interface = TextRule(
        expected: "a network interface such as eth0", pattern: "^[A-Za-z0-9_][A-Za-z0-9_.\\-]*$",
        longest: longestInterface
    ) { text in
        if let violation = Characters(lettersDigitsAnd: "_.-").violation(in: text) { return violation }
        guard text.unicodeScalars.first.map({ $0.isASCIILetterOrDigit || $0 == "_" }) == true else {
            return "it has to begin with a letter, a digit or “_”"
        }
        return text.utf8.count > longestInterface ? "it has more than \(longestInterface) characters" : nil
    }

    /// A hardware address that one machine alone may have.
    static let macAddress = TextRule(
        expected: "a hardware address such as 00:16:3e:00:00:01",
        pattern: "^[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}$"
    ) { text in
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.count == 2 && part.allSatisfy(\.isHexDigit) && part.allSatisfy(\.isASCII)
                ? UInt8(part, radix: 16) : nil
        }
        guard parts.count == 6, numbers.count == 6 else { return "it has six pairs of hexadecimal digits" }
        return numbers[0].isMultiple(of: 2) ? nil : "it is that of a group: the second digit has to be even"
    }

    /// Who may mount an export: an address, a network, a name, or a pattern of names.
    static let nfsClient = TextRule(
        expected: "a client such as *, 10.88.0.0/24 or host1.lab.test", pattern: "^[A-Za-z0-9.:*?/_@\\-]+$"
    ) { text in
        text.isEmpty ? "it is empty" : Characters(lettersDigitsAnd: ".:*?/_@-").violation(in: text)
    }

    /// A name in DNS with its domain.
    static let domainName = TextRule(
        expected: "a full name such as engine.lab.test",
        pattern: "^[A-Za-z0-9][A-Za-z0-9\\-]*(\\.[A-Za-z0-9][A-Za-z0-9\\-]*)+$", longest: HostAddress.longestName
    ) { text in
        if let violation = HostAddress.violation(in: text) { return violation }
        if HostAddress.isIP(text) { return "the engine needs a name" }
        return text.contains(".") ? nil : "its domain is missing"
    }

    /// Where the engine answers.
    static let engineURL = TextRule(
        expected: "an address such as https://engine.lab.test/ovirt-engine",
        pattern: "^https://[A-Za-z0-9][A-Za-z0-9.\\-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~/\\-]*)?$"
    ) { text in
        if text.hasPrefix("http://") { return "the engine speaks https only" }
        guard text.hasPrefix("https://") else { return "it has to begin with https://" }
        let rest = text.dropFirst("https://".count)
        let (authority, path) = (rest.prefix { $0 != "/" }, rest.drop { $0 != "/" })
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let host = String(parts.first ?? "")
        if let violation = Characters(lettersDigitsAnd: ".-").violation(in: host) { return violation }
        guard host.unicodeScalars.first?.isASCIILetterOrDigit == true else { return "it names no host" }
        if parts.count == 2, !(1...5).contains(parts[1].utf8.count) || !parts[1].utf8.allSatisfy(\.isASCIIDigit) {
            return "the port is no number"
        }
        return Characters(lettersDigitsAnd: "._~/-").violation(in: String(path))
    }

    /// A mail address.
    static let mailAddress = TextRule(
        expected: "a mail address such as root@localhost",
        pattern: "^[A-Za-z0-9._+\\-]+@[A-Za-z0-9][A-Za-z0-9.\\-]*$"
    ) { text in
        let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            return "it has one “@”, with text around it"
        }
        if let violation = Characters(lettersDigitsAnd: "._+-").violation(in: parts[0]) { return violation }
        if let violation = Characters(lettersDigitsAnd: ".-").violation(in: parts[1]) { return violation }
        return parts[1].unicodeScalars.first?.isASCIILetterOrDigit == true ? nil : "its domain begins with a sign"
    }

    /// A user of the engine with the domain that knows the user.
    static let engineUser = TextRule(
        expected: "a user of the engine such as admin@internal", pattern: "^[A-Za-z0-9._\\-]+(@[A-Za-z0-9._\\-]+)+$"
    ) { text in
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        if parts.count < 2 { return "its domain is missing, as in admin@internal" }
        if parts.contains("") { return "there is nothing before or after an “@”" }
        return Characters(lettersDigitsAnd: "._-@").violation(in: text)
    }

    /// Transitions of the engine's agents, with “|” between them.
    static let stateTransitions = TextRule(
        expected: "transitions such as start|stop", pattern: "^(\(transitions))(\\|(\(transitions)))*$"
    ) { text in
        let known = transitions.split(separator: "|")
        let stranger = text.split(separator: "|", omittingEmptySubsequences: false).first { !known.contains($0) }
        return stranger.map { "\(MessageText.quoted(String($0))) is none of \(transitions)" }
    }

    private static let transitions = "maintenance|start|stop|migrate|up|down"
}

extension HostAddress {
    /// Characters of an IPv6 address that ends as an IPv4 address.
    static let longestIP = 45

    /// Whether a text is an address and not a name.
    static func isIP(_ text: String) -> Bool { ipv4(text) != nil || ipv6(text) != nil }

    /// What is wrong with a text that should be an address with its prefix.
    static func flawOfNetwork(_ text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return "the length of the network's prefix is missing, such as /24" }
        guard isIP(parts[0]) else { return violation(in: parts[0]) ?? "a name is not enough" }
        let most = ipv4(parts[0]) == nil ? 128 : 32
        let digits = parts[1].utf8
        let isNumber = (1...3).contains(digits.count) && digits.allSatisfy(\.isASCIIDigit)
        guard isNumber, digits.count == 1 || digits.first != UInt8(ascii: "0"), let length = Int(parts[1]),
            length <= most
        else { return "the length of the prefix is a number from 0 to \(most)" }
        return nil
    }

    /// The address of an address with its prefix.
    static func address(of network: String) -> String { String(network.prefix { $0 != "/" }) }
}
