import ClusterModel

@testable import Manifests

/// The same value as different people write it: in blocks or in one line, quoted or not, with anchors and aliases,
/// block scalars, comments, other line ends.
struct StyledYAML {
    var numbers: SeededNumbers
    /// Values with anchors of the document in hand.
    private var anchors: [(value: JSON, name: String)] = []

    init(numbers: SeededNumbers) { self.numbers = numbers }

    /// A document, ending with a line end.
    mutating func text(_ value: JSON) -> String {
        anchors = []
        var text = block(value, indent: 0).map { $0 + "\n" }.joined()
        if chance(8) { text = "# a comment\n---\n" + text + "...\n" }
        if chance(8) { text = text.replacing("\n", with: "\r\n") }
        if chance(16) { text = "\u{FEFF}" + text }
        return text
    }

    private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &numbers) == 0 }

    private mutating func block(_ value: JSON, indent: Int) -> [String] {
        let blanks = String(repeating: " ", count: indent)
        switch value {
        case .object(let members) where !members.isEmpty && !chance(6):
            let (merged, rest) = chance(8) ? split(members) : ([], members)
            return merge(merged, rest, blanks) + rest.flatMap { entry($0, blanks, indent) }
        case .array(let items) where !items.isEmpty && !chance(6):
            return items.flatMap { item($0, blanks, indent) }
        default: return [blanks + flow(value)]
        }
    }

    /// Members to write behind `<<`, and the others. A duplicate is recognised by its keys, which have to stay.
    private mutating func split(_ members: [JSON.Member]) -> (merged: [JSON.Member], rest: [JSON.Member]) {
        guard Set(members.map(\.name)).count == members.count, members.count > 1 else { return ([], members) }
        let cut = Int.random(in: 1..<members.count, using: &numbers)
        let shuffled = members.shuffled(using: &numbers)
        return (Array(shuffled[..<cut]), Array(shuffled[cut...]))
    }

    /// As one map or a list of maps; a member that is written out wins over the one that is merged.
    private mutating func merge(_ merged: [JSON.Member], _ rest: [JSON.Member], _ blanks: String) -> [String] {
        guard !merged.isEmpty else { return [] }
        var members = merged
        if let own = rest.randomElement(using: &numbers), chance(2) {
            members.append(JSON.Member(own.name, .string("overruled")))
        }
        let maps = chance(2) ? [.object(members)] : members.map { JSON.object([$0]) }
        let text = maps.count == 1 ? flow(maps[0]) : flow(.array(maps))
        return ["\(blanks)<<: \(text)"]
    }

    private mutating func entry(_ member: JSON.Member, _ blanks: String, _ indent: Int) -> [String] {
        let comment = chance(12) ? [blanks + "# \(member.name): a comment"] : []
        let key = blanks + flow(.string(member.name)) + ":"
        if let alias = alias(member.value) { return comment + ["\(key) \(alias)"] }
        guard isWorthABlock(member.value) else {
            return comment + [scalarEntry(key, member.value, indent)].flatMap { $0 }
        }
        let anchor = chance(6) ? anchor(member.value) : ""
        return comment + [key + anchor] + block(member.value, indent: indent + 2)
    }

    private mutating func scalarEntry(_ key: String, _ value: JSON, _ indent: Int) -> [String] {
        guard case .string(let text) = value, chance(8), isForABlock(text) else { return ["\(key) \(flow(value))"] }
        return ["\(key) |-", String(repeating: " ", count: indent + 2) + text]
    }

    private mutating func item(_ value: JSON, _ blanks: String, _ indent: Int) -> [String] {
        if let alias = alias(value) { return ["\(blanks)- \(alias)"] }
        guard isWorthABlock(value), chance(2) else { return ["\(blanks)- \(flow(value))"] }
        let lines = block(value, indent: indent + 2)
        return ["\(blanks)- \(lines[0].dropFirst(indent + 2))"] + lines.dropFirst()
    }

    private func isWorthABlock(_ value: JSON) -> Bool {
        switch value {
        case .object(let members): !members.isEmpty
        case .array(let items): !items.isEmpty
        default: false
        }
    }

    private func isForABlock(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first != " ", text.unicodeScalars.last != " " else { return false }
        return text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !$0.endsLine }
    }

    private mutating func anchor(_ value: JSON) -> String {
        let name = "a\(anchors.count)"
        anchors.append((value, name))
        return " &\(name)"
    }

    private mutating func alias(_ value: JSON) -> String? {
        guard value.size > 1, let anchor = anchors.first(where: { $0.value == value }) else { return nil }
        return chance(4) ? nil : "*\(anchor.name)"
    }

    private mutating func flow(_ value: JSON) -> String {
        switch value {
        case .object(let members):
            return "{\(members.map { "\(flow(.string($0.name))): \(flow($0.value))" }.joined(separator: ", "))}"
        case .array(let items): return "[\(items.map { flow($0) }.joined(separator: ", "))]"
        case .string(let text): return chance(3) ? value.description : BlockYAML.quoted(text)
        case .null: return chance(2) ? "null" : "~"
        default: return value.description
        }
    }
}
