internal import ClusterModel

/// The texts about a field, the same in schemas, in `explain` and on the reference pages.
enum FieldText {
    /// The meaning, and the effect of leaving the field out where no other part of a schema has it.
    static func description(_ field: FieldSchema) -> String {
        var sentences = [field.meaning]
        switch field.presence {
        case .defaulted where !field.whenOmitted.isEmpty: sentences.append("Left out: \(whenOmitted(field)).")
        case .optional: sentences.append("Left out: \(whenOmitted(field)).")
        case .requiredUnless: sentences.append("It is \(whenOmitted(field)).")
        case .required, .defaulted: break
        }
        if let notYet = notYet(field) { sentences.append(notYet) }
        return sentences.joined(separator: " ")
    }

    /// The note on fields that are not managed; nil for others.
    static func notYet(_ field: FieldSchema) -> String? {
        guard let mark = field.notYetManaged else { return nil }
        let condition = mark.user.map { " where there is \($0.definition.title)" } ?? ""
        return "This version checks it and does not act on it: diff and apply show it as held\(condition)."
    }

    /// What it means to leave a field out.
    static func whenOmitted(_ field: FieldSchema) -> String {
        switch field.presence {
        case .required: "required"
        case .requiredUnless(let other): "required unless \(other) is given"
        case .defaulted(.list([])) where field.whenOmitted.isEmpty: "none"
        case .defaulted(let text):
            field.whenOmitted.isEmpty ? "\(value(text)), and that is enforced" : field.whenOmitted
        case .optional: field.whenOmitted.isEmpty ? "not managed" : field.whenOmitted
        }
    }

    /// A default, in short.
    static func value(_ text: YAMLText) -> String {
        switch text {
        case .map: "the defaults of its fields"
        case .list([]): "none"
        case .scalar(""), .text(""): "empty"
        default: text.inOneLine
        }
    }

    /// What sort of value it is, in a word or two.
    static func kind(_ schema: SchemaNode) -> String {
        switch schema {
        case .integer, .integers: "number"
        case .boolean: "true or false"
        case .text: "text"
        case .choice(let names): names.count > 3 ? "one of \(names.count) words" : names.joined(separator: ", ")
        case .list(let item, _, _): item.fields.isEmpty ? "list of \(plural(item))" : "list of maps"
        case .options, .map, .annotations, .object: "map"
        }
    }

    private static func plural(_ schema: SchemaNode) -> String {
        switch kind(schema) {
        case "number": "numbers"
        case "text": "texts"
        case let other: other
        }
    }

    /// What exactly it takes, where that is more than a sort; maps are explained by their fields.
    static func range(_ schema: SchemaNode) -> String? {
        switch schema {
        case .integer, .integers, .boolean, .text, .choice: schema.expected
        case .list(let item, let atLeast, _):
            item.fields.isEmpty
                ? "a list\(atLeast > 0 ? " that is not empty" : ""), each item being \(item.expected)" : nil
        case .options, .map, .annotations, .object: nil
        }
    }

    /// The example as a value; nil where there is none.
    static func exampleJSON(_ field: FieldSchema) -> JSON? {
        guard !field.example.isEmpty else { return nil }
        let source = SourceText(path: "example", bytes: Array("value: \(field.example)\n".utf8))
        guard let node = YAMLReader.documents(of: source).documents.first?.entry("value")?.value else { return nil }
        return json(node, field.schema)
    }

    /// A node as the schema takes it: a scalar is a number only where a number is meant.
    private static func json(_ node: Node, _ schema: SchemaNode?) -> JSON {
        switch node.content {
        case .sequence(let items):
            let item: SchemaNode? = if case .list(let item, _, _)? = schema { item } else { nil }
            return .array(items.map { json($0, item) })
        case .mapping(let entries):
            return .object(entries.map { .init($0.key, json($0.value, member($0.key, schema))) })
        case .scalar(let scalar):
            switch schema {
            case .integer, .integers, .boolean: return YAMLText.scalar(scalar.text).json
            default: return .string(scalar.text)
            }
        }
    }

    private static func member(_ key: String, _ schema: SchemaNode?) -> SchemaNode? {
        switch schema {
        case .map(let value)?: value
        case .object(_, let fields, _)?: fields.first { $0.name == key }?.schema
        default: nil
        }
    }
}
