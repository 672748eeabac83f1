internal import ClusterModel

/// Schemas of shapes, in one of two dialects.
struct SchemaRenderer {
    let dialect: Dialect

    enum Dialect {
        /// JSON Schema, draft 2020-12.
        case json
        /// OpenAPI v3 as CustomResourceDefinitions take it: the “structural” subset, without closed maps, sets of
        /// types, or unique items.
        case structural
    }

    /// The members of a schema that say what the schema takes.
    func members(_ schema: SchemaNode) -> [JSON.Member] {
        switch schema {
        case .integer(let range):
            [
                type("integer"), .init("minimum", .integer(range.lowerBound)),
                .init("maximum", .integer(range.upperBound)),
            ]
        case .integers(let numbers): [type("integer"), .init("enum", .array(numbers.map(JSON.integer)))]
        case .boolean: [type("boolean")]
        case .text(let text): members(text)
        case .choice(let names): [type("string"), .init("enum", .array(names.map(JSON.string)))]
        case .options(let ofWholeCluster): options(ofWholeCluster)
        case .list(let item, let atLeast, let allowsRepeats): list(item, atLeast, allowsRepeats)
        case .map(let value): [type("object"), .init("additionalProperties", .object(members(value)))]
        case .annotations(let known): annotations(known)
        case .object(_, let fields, let rule): object(fields, rule)
        }
    }

    /// The schema of an object with these fields.
    func object(_ fields: [FieldSchema], _ rule: SchemaNode.ObjectRule = .any) -> [JSON.Member] {
        var members = [type("object")]
        let required = fields.filter { $0.presence == .required }.map { JSON.string($0.name) }
        if !required.isEmpty { members.append(.init("required", .array(required))) }
        if rule == .exactlyOne { members += [.init("minProperties", 1), .init("maxProperties", 1)] }
        members += alternatives(fields)
        members.append(
            .init("properties", .object(fields.map { .init($0.name, .object(describedMembers($0))) })))
        if dialect == .json { members.append(.init("additionalProperties", false)) }
        return members
    }

    /// The schema of a field with its description.
    func describedMembers(_ field: FieldSchema) -> [JSON.Member] {
        var described: [JSON.Member] = [.init("description", .string(FieldText.description(field)))]
        described += members(field.schema)
        if let text = defaultValue(field) { described.append(.init("default", text.json)) }
        if dialect == .json, let example = FieldText.exampleJSON(field) {
            described.append(.init("examples", .array([example])))
        }
        return described
    }

    /// The default, where one may write it: an empty list that may not be written is none.
    private func defaultValue(_ field: FieldSchema) -> YAMLText? {
        guard case .defaulted(let text) = field.presence else { return nil }
        if text == .list([]), case .list(_, 1..., _) = field.schema { return nil }
        return text
    }

    /// A field that is required where another one is not given.
    private func alternatives(_ fields: [FieldSchema]) -> [JSON.Member] {
        let either = fields.compactMap { field -> JSON.Member? in
            guard case .requiredUnless(let other) = field.presence else { return nil }
            let names = [field.name, other].map { JSON.object([.init("required", .array([.string($0)]))]) }
            return .init("anyOf", .array(names))
        }
        guard either.count > 1 else { return either }
        return [.init("allOf", .array(either.map { .object([$0]) }))]
    }

    private func members(_ text: TextSchema) -> [JSON.Member] {
        var members = [type("string")]
        if !text.pattern.isEmpty { members.append(.init("pattern", .string(text.pattern))) }
        if let longest = text.longest { members.append(.init("maxLength", .integer(longest))) }
        if let refused = text.refused {
            members.append(.init("not", .object([.init("pattern", .string(refused))])))
        }
        return members
    }

    private func list(_ item: SchemaNode, _ atLeast: Int, _ allowsRepeats: Bool) -> [JSON.Member] {
        var members = [type("array"), .init("items", .object(self.members(item)))]
        if atLeast > 0 { members.append(.init("minItems", .integer(atLeast))) }
        if item.fields.isEmpty, !allowsRepeats {
            members.append(dialect == .json ? .init("uniqueItems", true) : .init("x-kubernetes-list-type", "set"))
        }
        return members
    }

    private func annotations(_ known: [String]) -> [JSON.Member] {
        let others: JSON = ["not": ["pattern": "^hcctl\\.dev/"]]
        let names: JSON = known.isEmpty ? others : ["anyOf": [["enum": .array(known.map(JSON.string))], others]]
        return [
            type("object"), .init("propertyNames", names), .init("properties", .object(known.compactMap(choice))),
            .init("additionalProperties", .object([type("string")])),
        ]
    }

    /// The words of an annotation that takes words.
    private func choice(_ annotation: String) -> JSON.Member? {
        let words: [String]
        switch annotation {
        case Annotations.mode: words = ResourcePolicy.Mode.allCases.map(\.rawValue)
        case Annotations.paused: words = ["true", "false"]
        default: return nil
        }
        return .init(annotation, .object(members(.choice(words))))
    }

    private func options(_ ofWholeCluster: Bool) -> [JSON.Member] {
        switch dialect {
        case .json: OptionSchema.members(ofWholeCluster: ofWholeCluster)
        case .structural:
            [type("object"), .init("additionalProperties", ["x-kubernetes-preserve-unknown-fields": true])]
        }
    }

    private func type(_ name: String) -> JSON.Member { .init("type", .string(name)) }
}
