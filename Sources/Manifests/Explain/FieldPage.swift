internal import ClusterModel

/// A kind or a field on a terminal.
enum FieldPage {
    /// Blanks before what is explained.
    private static let indent = "  "

    static func lines(of definition: KindDefinition, isRecursive: Bool) -> [String] {
        [definition.kind.rawValue, "", indent + definition.meaning]
            + (definition.isManagedYet ? [] : [indent + KindDefinition.notYet])
            + below(definition.spec.fields, isRecursive)
            + ["", indent + "More: hcctl explain \(definition.kind.rawValue).FIELD, or --recursive for all of them."]
    }

    static func lines(of field: FieldShape, at path: String, isRecursive: Bool) -> [String] {
        var facts = [("takes", field.shape.expected), ("left out", FieldWords.leftOut(field))]
        if case .options = field.shape { facts[0].1 = "options of gluster by name: hcctl explain NAME" }
        if !field.example.isEmpty { facts.append(("example", "\(field.name): \(field.example)")) }
        if let source = field.source { facts.append(("from", source.text)) }
        let note = field.isLater ? [indent + FieldWords.notYet] : []
        return [path, "", indent + field.meaning] + note + [""] + facts.map { line($0.0, $0.1) }
            + below(field.shape.fields, isRecursive)
    }

    private static func line(_ name: String, _ value: String) -> String {
        indent + Explanation.padded(name, 10) + value
    }

    private static func below(_ fields: [FieldShape], _ isRecursive: Bool) -> [String] {
        guard !fields.isEmpty else { return [] }
        let rows = isRecursive ? all(fields, depth: 0) : fields.map { row($0, depth: 0) }
        let widths = (0..<2).map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
        return ["", indent + "fields:"]
            + rows.map { row in
                (indent + indent + Explanation.padded(row[0], widths[0]) + "  "
                    + Explanation.padded(row[1], widths[1]) + "  " + row[2])
            }
    }

    private static func all(_ fields: [FieldShape], depth: Int) -> [[String]] {
        fields.flatMap { [row($0, depth: depth)] + all($0.shape.fields, depth: depth + 1) }
    }

    private static func row(_ field: FieldShape, depth: Int) -> [String] {
        let name = String(repeating: indent, count: depth) + field.name
        return [name, FieldWords.kind(field.shape), "\(field.meaning) (\(FieldWords.leftOut(field)))"]
    }
}

/// An option of gluster on a terminal.
enum OptionPage {
    static func lines(_ option: GlusterOptionInfo) -> [String] {
        let names = option.shortName.map { "\(option.name)  (short: \($0))" } ?? option.name
        var facts = [("takes", option.type.expected), ("gluster's", option.defaultValue ?? "nothing")]
        facts[1].0 = "default"
        facts.append(("left out", "not managed"))
        facts.append(("scope", option.isOfWholeCluster ? "all volumes together" : "one volume"))
        facts.append(("since", "op-version \(option.since)"))
        facts.append(("from", "gluster volume set help, gluster 10.3"))
        let meaning = option.meaning.isEmpty ? "gluster says nothing about it." : option.meaning
        return [names, "", "  " + meaning] + (OptionWords.care(option.care).map { ["  " + $0] } ?? []) + [""]
            + facts.map { "  " + Explanation.padded($0.0, 10) + ($0.1.isEmpty ? "empty" : $0.1) }
    }
}
