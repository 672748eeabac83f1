internal import ClusterModel

/// A kind or a field on a terminal.
enum FieldPage {
    /// Blanks before what is explained.
    private static let indent = "  "

    static func lines(of definition: KindDefinition, isRecursive: Bool) -> [String] {
        [definition.kind.rawValue, "", indent + definition.meaning]
            + (definition.isManaged ? [] : [indent + KindDefinition.notYet])
            + below(definition.spec.fields, isRecursive)
            + ["", indent + "More: hcctl explain \(definition.kind.rawValue).FIELD, or --recursive for all of them."]
    }

    static func lines(of field: FieldSchema, at path: String, isRecursive: Bool) -> [String] {
        var facts = [("takes", field.schema.expected), ("left out", FieldText.whenOmitted(field))]
        if case .options = field.schema { facts[0].1 = "options of gluster by name: hcctl explain NAME" }
        if !field.example.isEmpty { facts.append(("example", "\(field.name): \(field.example)")) }
        if let source = field.source { facts.append(("from", source.text)) }
        let note = FieldText.notYet(field).map { [indent + $0] } ?? []
        return [path, "", indent + field.meaning] + note + [""] + facts.map { line($0.0, $0.1) }
            + below(field.schema.fields, isRecursive)
    }

    private static func line(_ name: String, _ value: String) -> String {
        indent + Explanation.padded(name, 10) + value
    }

    private static func below(_ fields: [FieldSchema], _ isRecursive: Bool) -> [String] {
        guard !fields.isEmpty else { return [] }
        let rows = isRecursive ? all(fields, depth: 0) : fields.map { row($0, depth: 0) }
        let widths = (0..<2).map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
        return ["", indent + "fields:"]
            + rows.map { row in
                (indent + indent + Explanation.padded(row[0], widths[0]) + "  "
                    + Explanation.padded(row[1], widths[1]) + "  " + row[2])
            }
    }

    private static func all(_ fields: [FieldSchema], depth: Int) -> [[String]] {
        fields.flatMap { [row($0, depth: depth)] + all($0.schema.fields, depth: depth + 1) }
    }

    private static func row(_ field: FieldSchema, depth: Int) -> [String] {
        let name = String(repeating: indent, count: depth) + field.name
        return [name, FieldText.kind(field.schema), "\(field.meaning) (\(FieldText.whenOmitted(field)))"]
    }
}
