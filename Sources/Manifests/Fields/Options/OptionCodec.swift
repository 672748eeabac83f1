internal import ClusterModel

extension FieldCodec where Value == [GlusterOption] {
    /// A map of options by their full or short names. The values keep their text: `on` stays `on`, `010` stays `010`.
    /// Unknown names are reported later: an annotation of the document can allow them.
    static func options(of scope: OptionName.Scope) -> Self {
        let schema = SchemaNode.options(ofWholeCluster: scope == .cluster)
        return FieldCodec(schema) { node, diagnostics in
            guard let entries = node.entries else {
                return diagnostics.expected("a map of options", found: node, advice: "write it as name: value")
            }
            // Two names of one option need a short name, which is rare.
            var hasShortNames = false
            let table = GlusterOptionTable.shared
            let options = entries.indices.compactMap { index in
                let option = table.option(entries[index].key)
                let name = option?.name ?? entries[index].key
                hasShortNames = hasShortNames || name != entries[index].key
                OptionName.check(entries[index], option, scope, &diagnostics)
                return OptionValue.read(entries[index], option, &diagnostics).map { GlusterOption(name, $0) }
            }
            if hasShortNames { OptionName.checkTwice(entries, &diagnostics) }
            return options
        } write: { options in
            .map(options.map { YAMLText.Pair(key: $0.name, value: .text($0.value)) })
        }
    }
}

/// Values of options of a volume.
enum OptionValue {
    /// Bytes of a value. A value of 8,000 bytes crashes glusterd 10.3; no option takes more than a few hundred.
    static let longest = 1000

    /// The value as written, or what is wrong with it.
    static func read(_ entry: Node.Entry, _ option: GlusterOptionInfo?, _ diagnostics: inout DiagnosticCollector)
        -> String?
    {
        guard case .scalar(let scalar) = entry.value.content else {
            return diagnostics.expected(
                "the value of the option \(MessageText.quoted(entry.key))", found: entry.value,
                advice: "gluster takes a text, such as \"a,b\"")
        }
        if !isOrdinary(scalar), let (message, advice) = violation(scalar, of: entry.key) {
            diagnostics.error(message, at: entry.value.place, advice: advice)
            return nil
        }
        return check(scalar.text, entry, option, &diagnostics)
    }

    /// The value, if gluster would accept it for that option.
    private static func check(
        _ text: String, _ entry: Node.Entry, _ option: GlusterOptionInfo?, _ diagnostics: inout DiagnosticCollector
    ) -> String? {
        guard let option, !option.type.takes(text) else { return text }
        let advice: String? =
            if case .choice(let words) = option.type { ClosestMatch.advice(for: text, among: words) } else { nil }
        diagnostics.error(
            "the option \(MessageText.quoted(entry.key)) takes \(option.type.expected), found \(MessageText.quoted(text))",
            at: entry.value.place, advice: advice)
        return nil
    }

    /// Whether the value needs no further check, as nearly all do.
    private static func isOrdinary(_ scalar: Node.Scalar) -> Bool {
        let bytes = scalar.text.utf8
        return !bytes.isEmpty && bytes.count <= longest && !scalar.isNull && bytes.first != UInt8(ascii: "-")
            && bytes.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func violation(_ scalar: Node.Scalar, of key: String) -> (String, String)? {
        let option = "the option \(MessageText.quoted(key))"
        let text = scalar.text
        if scalar.isNull {
            return ("\(option) has no value", "write one, such as on or \"off\", or leave the line out")
        }
        if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            return ("the value of \(option) is empty", "leave the line out to keep gluster's default")
        }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.endsLine }) {
            return ("the value of \(option) is \(MessageText.quoted(text))", "write it on one line, without tabs")
        }
        if text.hasPrefix("--") {
            return ("the value of \(option) begins with “--”", "gluster would read it as a switch of its own")
        }
        guard text.utf8.count > longest else { return nil }
        return ("the value of \(option) has \(text.utf8.count) bytes", "gluster is given at most \(longest)")
    }
}
