internal import ClusterModel

extension SecretReference: ManifestObject {
    static var title: String { "a secret" }
    static var requiresExactlyOneField: Bool { true }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "fromFile", \.fromFile, .localFile(),
            "A file whose first line is the secret, readable by its owner alone; relative to the manifest.",
            example: "/etc/hcctl/secrets/engine-admin", whenOmitted: "another one is given", source: .hcctl)
        Field(
            "fromEnv", \.fromEnv, .text(.environmentName), "An environment variable of hcctl.",
            example: "ENGINE_PASSWORD", whenOmitted: "another one is given", source: .hcctl)
        Field(
            "fromCommand", \.fromCommand, .list(of: .text(.argument), atLeast: 1, allowsRepeats: true),
            "A program and its arguments, whose output is the secret; run where hcctl runs.",
            example: "[pass, show, engine-admin]", whenOmitted: "another one is given", source: .hcctl)
    }
}

extension FieldCodec where Value == SecretReference {
    /// Where a secret is to be read. A secret itself is refused, and not shown.
    static var secret: Self {
        let object = FieldCodec.object
        return FieldCodec(object.schema) { node, diagnostics in
            guard case .scalar(let scalar) = node.content, !scalar.isNull else {
                return object.read(node, &diagnostics)
            }
            diagnostics.add(
                Diagnostic(
                    .error, "a manifest must not contain a secret", at: node.place,
                    advice: "write it into a file of mode 0600 and say {fromFile: PATH}; or {fromEnv: NAME}, "
                        + "{fromCommand: [PROGRAM]}",
                    secret: node.place))
            return nil
        } write: {
            object.write($0)
        }
    }
}

extension TextRule {
    /// A variable of the environment (POSIX, 8.1).
    static let environmentName = TextRule(
        expected: "the name of an environment variable", pattern: "^[A-Za-z_][A-Za-z0-9_]*$"
    ) { text in
        if let violation = Characters(lettersDigitsAnd: "_").violation(in: text) { return violation }
        guard let first = text.unicodeScalars.first, !first.isASCIIDigit else {
            return "it has to begin with a letter or “_”"
        }
        return nil
    }

    /// A word of a command line.
    static let argument = TextRule(expected: "a word of a command", pattern: "^[^\\x00-\\x1F\\x7F]+$") { text in
        if text.isEmpty { return "it is empty" }
        return text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
            ? "it has a control character" : nil
    }
}
