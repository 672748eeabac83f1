import ClusterModel

@testable import Manifests

/// Documents made from the definitions: right ones, and ones with something changed.
struct GeneratedJSON {
    var numbers: SeededNumbers

    /// A document of the kind with some of the fields that may be left out.
    mutating func document(_ kind: ResourceKind) -> JSON { value(kind.definition.whole, example: nil) }

    private mutating func value(_ schema: SchemaNode, example: JSON?) -> JSON {
        switch schema {
        case .integer(let range): .integer(number(in: range))
        case .integers(let numbers): .integer(numbers.randomElement(using: &self.numbers) ?? 0)
        case .boolean: .bool(Bool.random(using: &numbers))
        case .choice(let words): .string(words.randomElement(using: &numbers) ?? "")
        case .list(let item, let atLeast, _): list(item, max(1, atLeast), example)
        case .object(_, let fields, .any): object(fields.filter { isWanted($0) })
        case .object(_, let fields, .exactlyOne): object([fields.randomElement(using: &numbers)].compactMap { $0 })
        case .text, .options, .map, .annotations: example ?? "text"
        }
    }

    private mutating func isWanted(_ field: FieldSchema) -> Bool {
        switch field.presence {
        case .required, .requiredUnless: true
        case .defaulted, .optional: Int.random(in: 0..<3, using: &numbers) == 0
        }
    }

    private mutating func object(_ fields: [FieldSchema]) -> JSON {
        .object(fields.map { .init($0.name, value($0.schema, example: FieldText.exampleJSON($0))) })
    }

    private mutating func list(_ item: SchemaNode, _ count: Int, _ example: JSON?) -> JSON {
        if let example { return example }
        return .array((0..<count).map { _ in value(item, example: nil) })
    }

    private mutating func number(in range: ClosedRange<Int>) -> Int {
        [range.lowerBound, range.upperBound, Int.random(in: range, using: &numbers)].randomElement(using: &numbers) ?? 0
    }

    /// With one to three things changed.
    mutating func mutated(_ document: JSON) -> JSON {
        var document = document
        for _ in 0..<Int.random(in: 1...3, using: &numbers) { document = mutatedOnce(document) }
        return document
    }

    private mutating func mutatedOnce(_ document: JSON) -> JSON {
        let position = Int.random(in: 0..<document.size, using: &numbers)
        return document.changing(position) { mutatedValue($0) } ?? document
    }

    private mutating func mutatedValue(_ value: JSON) -> JSON? {
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0: return nil
        case 1, 2: return Self.strangers.randomElement(using: &numbers)
        case 3: return grown(value)
        case 4: return renamed(value)
        default: return nudged(value)
        }
    }

    /// With another member, a member twice in a list, or as a list.
    private mutating func grown(_ value: JSON) -> JSON {
        switch value {
        case .object(let members):
            .object(with(["spare", "replicas", "hcctl.dev/mode"].randomElement(using: &numbers) ?? "x", 1, members))
        case .array(let items): .array(items + [items.randomElement(using: &numbers) ?? "x"])
        default: .array([value])
        }
    }

    /// Never twice the same key: JSON parsers keep the last one, and YAML refuses it, which is listed elsewhere.
    private func with(_ name: String, _ value: JSON, _ members: [JSON.Member]) -> [JSON.Member] {
        members.contains { $0.name == name } ? members : members + [.init(name, value)]
    }

    private mutating func renamed(_ value: JSON) -> JSON {
        guard case .object(var members) = value, let index = members.indices.randomElement(using: &numbers) else {
            return nudged(value)
        }
        let old = members.remove(at: index)
        return .object(with(old.name + "s", old.value, members))
    }

    /// A little off: a number by one or a factor, a text by a character.
    private mutating func nudged(_ value: JSON) -> JSON {
        switch value {
        case .integer(let number):
            [.integer(number &- 1), .integer(number &+ 1), .integer(number / 2), .string("\(number)")]
                .randomElement(using: &numbers) ?? value
        case .bool(let flag): [.bool(!flag), .string("\(flag)"), .integer(1)].randomElement(using: &numbers) ?? value
        case .string(let text): .string(nudged(text))
        case .array(let items): .array(Array(items.dropLast()))
        case .object(let members): .object(members.shuffled(using: &numbers))
        case .null, .decimal: value
        }
    }

    private mutating func nudged(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        let place = Int.random(in: 0...scalars.count, using: &numbers)
        let sign = Self.signs.randomElement(using: &numbers) ?? "x"
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: scalars.insert(sign, at: place)
        case 1: if place < scalars.count { scalars.remove(at: place) }
        case 2: if place < scalars.count { scalars[place] = sign }
        default: scalars += scalars + scalars
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static let signs: [Unicode.Scalar] = Array("aZ09/.-_:@ ,*%$~\\\"'[]{}|+=éß🐘".unicodeScalars)

    private static let strangers: [JSON] = [
        .null, true, false, 0, 1, -1, 2, 3, 65_535, 65_536, 2_147_483_648, 9_223_372_036_854_775_807, .decimal(1.5), "",
        " ", "x", "~", "null", "on", "010", "3", "-", "a b", "a\nb", "host1", "Host", "10.88.0.1", "10.88.0.1/24",
        "fd00::1", "300.1.1.1", "/gluster", "/", "//", "/a/../b", "/etc/x", "/dev/vdb", "/dev/../vdb", "~/.ssh/id",
        "~x", "a@b", "a@b@c", "https://x/y", "http://x", "started", "volume", "virt", "é", "🐘", "-x", "x-", ".x",
        "00:16:3e:00:00:01", "start|stop", .array([]), .object([]), ["a"], ["a", "a"], [1, 1], [.null], ["a": "b"],
        ["a": .null], ["fromFile": "/x"], ["fromEnv": "X", "fromFile": "/x"],
        .string(String(repeating: "a", count: 64)),
        .string(String(repeating: "a", count: 300)), .string("/" + String(repeating: "a", count: 190)),
    ]
}
