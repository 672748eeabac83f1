internal import ClusterModel

/// What people are told of a field: the same in schemas, in `explain` and on the reference pages.
enum FieldWords {
    /// The meaning, and what it means to leave the field out where no other part of a schema says so.
    static func description(_ field: FieldShape) -> String {
        var sentences = [field.meaning]
        switch field.presence {
        case .defaulted where !field.leftOut.isEmpty: sentences.append("Left out: \(leftOut(field)).")
        case .optional: sentences.append("Left out: \(leftOut(field)).")
        case .requiredUnless: sentences.append("It is \(leftOut(field)).")
        case .required, .defaulted: break
        }
        if field.isLater { sentences.append(notYet) }
        return sentences.joined(separator: " ")
    }

    /// Said of fields that are checked only.
    static let notYet = "This version checks it and does not act on it: diff and apply show it as held."

    /// What it means to leave a field out.
    static func leftOut(_ field: FieldShape) -> String {
        switch field.presence {
        case .required: "required"
        case .requiredUnless(let other): "required unless \(other) is given"
        case .defaulted(.list([])) where field.leftOut.isEmpty: "none"
        case .defaulted(let text): field.leftOut.isEmpty ? "\(value(text)), and that is enforced" : field.leftOut
        case .optional: field.leftOut.isEmpty ? "not managed" : field.leftOut
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
    static func kind(_ shape: Shape) -> String {
        switch shape {
        case .integer, .integers: "number"
        case .boolean: "true or false"
        case .text: "text"
        case .choice(let names): names.count > 3 ? "one of \(names.count) words" : names.joined(separator: ", ")
        case .list(let item, _, _): item.fields.isEmpty ? "list of \(plural(item))" : "list of maps"
        case .options, .map, .annotations, .object: "map"
        }
    }

    private static func plural(_ shape: Shape) -> String {
        switch kind(shape) {
        case "number": "numbers"
        case "text": "texts"
        case let other: other
        }
    }

    /// What exactly it takes, where that is more than a sort; maps are explained by their fields.
    static func range(_ shape: Shape) -> String? {
        switch shape {
        case .integer, .integers, .boolean, .text, .choice: shape.expected
        case .list(let item, let atLeast, _):
            item.fields.isEmpty
                ? "a list\(atLeast > 0 ? " that is not empty" : ""), each item being \(item.expected)" : nil
        case .options, .map, .annotations, .object: nil
        }
    }

    /// The example as a value; nil where there is none.
    static func exampleJSON(_ field: FieldShape) -> JSON? {
        guard !field.example.isEmpty else { return nil }
        let source = SourceText(path: "example", bytes: Array("value: \(field.example)\n".utf8))
        guard let node = YAMLReader.documents(of: source).documents.first?.entry("value")?.value else { return nil }
        return json(node, field.shape)
    }

    /// A node as the shape takes it: a scalar is a number only where a number is meant.
    private static func json(_ node: Node, _ shape: Shape?) -> JSON {
        switch node.content {
        case .sequence(let items):
            let item: Shape? = if case .list(let item, _, _)? = shape { item } else { nil }
            return .array(items.map { json($0, item) })
        case .mapping(let entries):
            return .object(entries.map { .init($0.key, json($0.value, member($0.key, shape))) })
        case .scalar(let scalar):
            switch shape {
            case .integer, .integers, .boolean: return YAMLText.scalar(scalar.text).json
            default: return .string(scalar.text)
            }
        }
    }

    private static func member(_ key: String, _ shape: Shape?) -> Shape? {
        switch shape {
        case .map(let value)?: value
        case .object(_, let fields, _)?: fields.first { $0.name == key }?.shape
        default: nil
        }
    }
}
