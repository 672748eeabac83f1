package import ClusterModel

/// Reads manifests: text in, the desired state out, with all errors at once.
package enum ManifestReader {
    /// Reads a set of files that belong together.
    package static func read(_ sources: [SourceText]) -> ManifestReading { read(sources, limits: ReaderLimits()) }

    static func read(_ sources: [SourceText], limits: ReaderLimits) -> ManifestReading {
        var diagnostics = DiagnosticCollector()
        let set = manifests(in: sources, limits, &diagnostics)
        Rules.check(set, &diagnostics)
        let hasErrors = diagnostics.collected.contains { $0.severity == .error }
        return ManifestReading(
            desired: hasErrors ? nil : DesiredState(set),
            diagnostics: diagnostics.inOrder(of: sources, atMost: limits.diagnostics))
    }

    /// The diagnostics of each document of a source by itself.
    static func diagnostics(in source: SourceText) -> [Diagnostic] {
        var diagnostics = DiagnosticCollector()
        _ = manifests(in: [source], ReaderLimits(), &diagnostics)
        return diagnostics.collected
    }

    private static func manifests(
        in sources: [SourceText], _ limits: ReaderLimits, _ diagnostics: inout DiagnosticCollector
    ) -> ManifestSet {
        var set = ManifestSet()
        set.firstFile = sources.first?.path ?? set.firstFile
        for source in sources {
            let read = YAMLReader.documents(of: source, limits: limits)
            read.diagnostics.forEach { diagnostics.add($0) }
            if !read.isWhole { set.isPartial = true }
            for node in read.documents {
                if let document = Document.read(node, &diagnostics) {
                    set.add(document, &diagnostics)
                } else {
                    set.isPartial = true
                }
            }
        }
        return set
    }
}

extension DiagnosticCollector {
    /// Everything in the order of the files as given, then of the text; beyond the limit only their number.
    func inOrder(of sources: [SourceText], atMost limit: Int) -> [Diagnostic] {
        let ranks = Dictionary(sources.enumerated().map { ($1.path, $0) }) { first, _ in first }
        let sorted = collected.enumerated().sorted { left, right in
            let (a, b) = (left.element.place, right.element.place)
            return (ranks[a.file] ?? 0, a.line, a.column, left.offset)
                < (ranks[b.file] ?? 0, b.line, b.column, right.offset)
        }
        let all = sorted.map(\.element)
        guard let last = all.prefix(limit).last, all.count > limit else { return all }
        let rest = all[limit...].contains { $0.severity == .error } ? Diagnostic.Severity.error : .warning
        return all.prefix(limit) + [
            Diagnostic(rest, "there are \(all.count - limit) more that are not shown", at: last.place)
        ]
    }
}
