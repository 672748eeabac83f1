internal import ClusterModel

/// Rules about the options of a volume or a group, which depend on the annotations of its document.
enum OptionRules {
    /// The annotation that lets options through that the table does not know: names with commas between them.
    static let annotation = "hcctl.dev/allow-unknown-options"

    /// Options that gluster does not know are a mistake, unless they are let through by name.
    static func check<Spec>(_ resource: Resource<Spec>, _ diagnostics: inout DiagnosticCollector) {
        let (entries, table) = (resource.node.entry("options")?.value.entries ?? [], GlusterOptionTable.shared)
        for index in entries.indices where !table.knows(entries[index].key) {
            let entry = entries[index]
            guard entry.key.contains("."),
                OptionName.isWellFormed(entry.key), !resource.allowedOptions.contains(entry.key)
            else { continue }
            let meant = OptionName.meant(by: entry.key, diagnostics).map(MessageText.quoted)
            diagnostics.error(
                "gluster has no option \(MessageText.quoted(entry.key))", at: entry.place,
                advice: meant.isEmpty
                    ? "if yours has, name it in the annotation \(annotation)"
                    : "did you mean \(MessageText.list(meant, "or"))?")
        }
    }
}
