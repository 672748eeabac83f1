internal import ClusterModel

/// Schemas of objects in a short notation: names with a blank between, each with what marks its type.
///
/// `name` is a text, `name#` an integer, `name%` a number, `name!` a truth value, `name@definition` a definition of the
/// document's `$defs`. Then `[]` makes it a list, `?` takes null as well, and `~` lets it be left out, in this order. Every
/// other member is refused.
enum SchemaNotation {
    /// The schema of an object; `fixed` members come first and are always required.
    static func object(_ notation: String, fixed: [JSON.Member] = []) -> JSON {
        let fields = notation.split(separator: " ").map(Field.init)
        let members = fixed + fields.map { JSON.Member($0.name, $0.schema) }
        let required = fixed.map(\.name) + fields.filter { !$0.isOptional }.map(\.name)
        return [
            "type": "object", "properties": .object(members), "required": .array(required.map(JSON.string)),
            "additionalProperties": false,
        ]
    }

    static func choice(_ words: [String]) -> JSON { ["type": "string", "enum": .array(words.map(JSON.string))] }

    static func reference(_ definition: some StringProtocol) -> JSON { ["$ref": .string("#/$defs/\(definition)")] }

    private struct Field {
        let name: String
        let schema: JSON
        let isOptional: Bool

        init(_ notation: Substring) {
            var rest = notation
            isOptional = rest.drop("~")
            let takesNull = rest.drop("?")
            let isList = rest.drop("[]")
            let (name, item) = Self.item(rest)
            self.name = name
            let schema: JSON = isList ? ["type": "array", "items": item] : item
            self.schema = takesNull ? ["anyOf": [schema, ["type": "null"]]] : schema
        }

        private static func item(_ notation: Substring) -> (String, JSON) {
            var rest = notation
            if rest.drop("#") { return (String(rest), ["type": "integer"]) }
            if rest.drop("%") { return (String(rest), ["type": "number"]) }
            if rest.drop("!") { return (String(rest), ["type": "boolean"]) }
            let parts = rest.split(separator: "@")
            guard parts.count == 2 else { return (String(rest), ["type": "string"]) }
            return (String(parts[0]), SchemaNotation.reference(parts[1]))
        }
    }
}

extension Substring {
    /// Removes the end, if it is one.
    fileprivate mutating func drop(_ end: String) -> Bool {
        guard hasSuffix(end) else { return false }
        removeLast(end.count)
        return true
    }
}
