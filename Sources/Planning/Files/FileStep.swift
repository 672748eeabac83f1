internal import ClusterModel

/// The one step that changes a managed file.
struct FileStep {
    let file: ManagedFile.ID
    let host: HostName
    /// What was read; nil: there is no file yet.
    let old: ObservedFile?

    /// Replaces the file by one that holds the lines; nil where there is no place for a new line. `proving`: all lines that
    /// the file is to hold then, where some are as wanted.
    func holding(
        _ lines: [OwnedLine], proving all: [OwnedLine]? = nil, _ resource: ResourceID, after: [StepKey] = [],
        risk: Risk = .benign,
        differences: [Difference]
    ) -> Step? {
        let before = old?.text ?? FileText([UInt8]())
        guard let text = FileEditor(file).text(before, holding: lines) else { return nil }
        return Step(
            resource: resource, action: .host(.replaceFile(FileReplacement(file, of: old, by: text)), on: host),
            after: after, postcondition: .host(.fileHolds(host, file, all ?? lines)), risk: risk, scope: .host(host),
            differences: differences)
    }
}
