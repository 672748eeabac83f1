internal import ClusterModel

/// The output of `hcctl explain`.
package enum Explanation {
    /// No kind, field or option has that name.
    package struct Unknown: Error, CustomStringConvertible {
        /// One sentence, with a suggestion where there is one.
        package let description: String
    }

    /// All kinds, a line each.
    package static var kinds: [String] {
        let width = ResourceKind.allCases.map(\.rawValue.count).max() ?? 0
        return KindDefinition.all.map { definition in
            Self.padded(definition.kind.rawValue, width) + "  " + definition.meaning
        }
    }

    /// The lines about a kind, a field (`GlusterVolume.spec.owner.uid`, `spec` may be left out) or an option of
    /// gluster (`network.ping-timeout`). `isRecursive` shows all fields below it, too.
    package static func lines(_ path: String, isRecursive: Bool) throws(Unknown) -> [String] {
        if let option = GlusterOptionTable.shared.option(path) { return OptionPage.lines(option) }
        let steps = path.split(separator: ".").map { String($0.prefix { $0 != "[" }) }
        guard let name = steps.first else { throw Unknown(description: kindAdvice(for: path)) }
        guard let definition = KindDefinition.all.first(where: { $0.kind.rawValue.lowercased() == name.lowercased() })
        else { throw Unknown(description: kindAdvice(for: path)) }
        let rest = steps.dropFirst().first == "spec" ? steps.dropFirst(2) : steps.dropFirst()
        guard let head = rest.first else { return FieldPage.lines(of: definition, isRecursive: isRecursive) }
        let isOfDocument = definition.document.contains { $0.name == head }
        let start = isOfDocument ? definition.document : definition.spec.fields
        let trail = definition.kind.rawValue + (isOfDocument ? "" : ".spec")
        return try field(Array(rest), in: start, trail, path, isRecursive)
    }

    private static func field(
        _ steps: [String], in fields: [FieldSchema], _ trail: String, _ path: String, _ isRecursive: Bool
    ) throws(Unknown) -> [String] {
        guard let field = fields.first(where: { $0.name == steps[0] }) else {
            throw Unknown(description: fieldAdvice(for: steps[0], in: fields, trail))
        }
        let here = "\(trail).\(field.name)"
        let rest = Array(steps.dropFirst())
        guard !rest.isEmpty else { return FieldPage.lines(of: field, at: here, isRecursive: isRecursive) }
        if case .options = field.schema { return try option(rest.joined(separator: ".")) }
        return try self.field(rest, in: field.schema.fields, here, path, isRecursive)
    }

    private static func option(_ name: String) throws(Unknown) -> [String] {
        if let option = GlusterOptionTable.shared.option(name) { return OptionPage.lines(option) }
        let advice = ClosestMatch.advice(for: name, among: GlusterOptionTable.shared.options.map(\.name))
        throw Unknown(
            description: "gluster has no option \(MessageText.quoted(name))" + (advice.map { "; \($0)" } ?? ""))
    }

    private static func kindAdvice(for name: String) -> String {
        let kinds = ResourceKind.allCases.map(\.rawValue)
        let options = GlusterOptionTable.shared.options.map(\.name)
        let advice =
            ClosestMatch.advice(for: name, among: kinds + options) ?? "the kinds are \(MessageText.list(kinds, "and"))"
        return "there is no kind and no option \(MessageText.quoted(name)); \(advice)"
    }

    private static func fieldAdvice(for name: String, in fields: [FieldSchema], _ owner: String) -> String {
        guard !fields.isEmpty else { return "\(owner) has no fields" }
        let names = fields.map(\.name)
        let advice = ClosestMatch.advice(for: name, among: names) ?? "its fields are \(MessageText.list(names))"
        return "\(owner) has no field \(MessageText.quoted(name)); \(advice)"
    }

    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    }
}
