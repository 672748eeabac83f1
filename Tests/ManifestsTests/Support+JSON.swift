import ClusterModel
import Foundation

@testable import Manifests

extension JSON {
    /// The value of YAML as the schema takes it: a scalar is a number or a truth value only where one is meant.
    init(_ node: Node, as schema: SchemaNode?) {
        switch (node.content, schema) {
        case (.sequence(let items), .list(let item, _, _)?): self = .array(items.map { JSON($0, as: item) })
        case (.sequence(let items), _): self = .array(items.map { JSON($0, as: nil) })
        case (.mapping(let entries), _):
            self = .object(entries.map { .init($0.key, JSON($0.value, as: schema?.part($0.key))) })
        case (.scalar(let scalar), .integer?), (.scalar(let scalar), .integers?), (.scalar(let scalar), .boolean?):
            self = YAMLText.scalar(scalar.text).json
        case (.scalar(let scalar), _): self = .string(scalar.text)
        }
    }

    /// On one line.
    var line: String {
        switch self {
        case .array(let items): "[\(items.map(\.line).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.map { "\(JSON.string($0.name)): \($0.value.line)" }.joined(separator: ", "))}"
        default: description
        }
    }

    /// How many values it holds, itself included.
    var size: Int {
        switch self {
        case .array(let items): items.reduce(1) { $0 + $1.size }
        case .object(let members): members.reduce(1) { $0 + $1.value.size }
        default: 1
        }
    }

    /// With the value at a position, counted as `size` does, replaced by what comes of it; nil takes it out.
    func changing(_ position: Int, _ change: (JSON) -> JSON?) -> JSON? {
        guard position > 0 else { return change(self) }
        var rest = position - 1
        switch self {
        case .array(let items):
            return .array(items.compactMap { Self.child($0, &rest, change) })
        case .object(let members):
            return .object(
                members.compactMap { member in
                    Self.child(member.value, &rest, change).map { JSON.Member(member.name, $0) }
                })
        default: return self
        }
    }

    private static func child(_ value: JSON, _ rest: inout Int, _ change: (JSON) -> JSON?) -> JSON? {
        let here = rest
        rest -= value.size
        return (0..<value.size).contains(here) ? value.changing(here, change) : value
    }
}

extension SchemaNode {
    /// The shape of a member of a map.
    func part(_ key: String) -> SchemaNode? {
        switch self {
        case .map(let value): value
        case .object(_, let fields, _): fields.first { $0.name == key }?.schema
        default: nil
        }
    }
}

extension KindDefinition {
    /// The shape of a whole document.
    var whole: SchemaNode { .object(name: "a document", document, .any) }
}
