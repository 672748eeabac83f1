extension TextRule {
    /// A host name (RFC 1123) or an IP address.
    static let address = TextRule(
        expected: "a host name or an IP address", pattern: "^[A-Za-z0-9:]([A-Za-z0-9.:\\-]*[A-Za-z0-9:])?$",
        longest: HostAddress.longestName
    ) { HostAddress.violation(in: $0) }
}

/// What a host may be addressed by.
enum HostAddress {
    /// RFC 1123, section 2.1: characters of a name.
    static let longestName = 253
    /// RFC 1123, section 2.1: characters of a part between dots.
    static let longestLabel = 63

    /// What is wrong with a text that should be a host name or an IP address; nil when it is one.
    static func violation(in text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.contains("@") { return "the user belongs in ssh.user of the Cluster" }
        if text.contains("[") || text.contains("]") { return "write an IPv6 address without brackets" }
        if text.contains("%") { return "an address with a zone is good on one host only" }
        if text.contains(":") { return ipv6Violation(text) }
        if text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || $0.isASCIIDigit }) {
            return ipv4(text) == nil ? "an IPv4 address has four numbers from 0 to 255" : nil
        }
        return nameViolation(text)
    }

    /// The same for two ways to write one address.
    static func canonical(_ text: String) -> String {
        ipv6(text).map { groups in groups.map { String($0, radix: 16) }.joined(separator: ":") } ?? text.lowercased()
    }

    /// Whether the address leads back to the host that uses it, or nowhere.
    static func isLoopback(_ text: String) -> Bool {
        if let numbers = ipv4(text) { return numbers[0] == 127 || numbers == [0, 0, 0, 0] }
        if let groups = ipv6(text) { return groups.dropLast().allSatisfy { $0 == 0 } && (groups.last ?? 2) <= 1 }
        let first = text.lowercased().split(separator: ".").first ?? ""
        return ["localhost", "localhost4", "localhost6"].contains(first) || text.lowercased().hasSuffix(".localhost")
    }

    private static func ipv6Violation(_ text: String) -> String? {
        if ipv6(text) != nil { return nil }
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        let isPort = halves.count == 2 && !halves[1].isEmpty && halves[1].utf8.allSatisfy(\.isASCIIDigit)
        return isPort ? "the port belongs in ssh.port of the Cluster" : "this is no IPv6 address"
    }

    /// RFC 1123, section 2.1; a last label of digits only would be read as a part of an IPv4 address.
    private static func nameViolation(_ text: String) -> String? {
        if let violation = Characters(lettersDigitsAnd: "-.").violation(in: text) { return violation }
        if text.utf8.count > longestName { return "it has more than \(longestName) characters" }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        for label in labels {
            if label.isEmpty { return "there is nothing before or after one of its dots" }
            if label.utf8.count > longestLabel { return "a part between dots has more than \(longestLabel) characters" }
            if label.hasPrefix("-") || label.hasSuffix("-") { return "no part may begin or end with “-”" }
        }
        return labels.last?.utf8.allSatisfy(\.isASCIIDigit) == true ? "its last part may not be a number" : nil
    }

    /// The four numbers of a dotted IPv4 address without leading zeros.
    static func ipv4(_ text: String) -> [Int]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part -> Int? in
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(\.isASCIIDigit) else { return nil }
            guard part.utf8.count == 1 || part.utf8.first != UInt8(ascii: "0") else { return nil }
            return Int(part).flatMap { $0 < 256 ? $0 : nil }
        }
        return parts.count == 4 && numbers.count == 4 ? numbers : nil
    }

    /// The eight groups of an IPv6 address (RFC 4291, section 2.2).
    static func ipv6(_ text: String) -> [UInt16]? {
        guard text.contains(":") else { return nil }
        guard let gap = firstGap(text) else {
            let groups = groups(text[...])
            return groups?.count == 8 ? groups : nil
        }
        guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]) else { return nil }
        guard head.count + tail.count < 8 else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    private static func firstGap(_ text: String) -> Range<String.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == ":", next < text.endIndex, text[next] == ":" { return index..<text.index(after: next) }
            index = next
        }
        return nil
    }

    private static func groups(_ text: Substring) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, let numbers = ipv4(String(part)) {
                groups += [UInt16(numbers[0] << 8 | numbers[1]), UInt16(numbers[2] << 8 | numbers[3])]
            } else if (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                let group = UInt16(part, radix: 16)
            {
                groups.append(group)
            } else {
                return nil
            }
        }
        return groups
    }
}
