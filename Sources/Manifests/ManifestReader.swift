package import ClusterModel

/// What came of reading manifests.
package struct ManifestReading: Sendable, Hashable {
    /// What the manifests ask for; nil when there is any error.
    package let desired: DesiredState?
    /// Errors and warnings of all files: in the order of the files, then by line and column.
    package let diagnostics: [Diagnostic]

    /// Whether nothing was found that is wrong.
    package var isValid: Bool { desired != nil }
}

/// Reads manifests: text in, what is wanted out, and everything that is wrong at once.
package enum ManifestReader {
    /// Reads a set of files that belong together.
    package static func read(_ sources: [SourceText]) -> ManifestReading { read(sources, limits: ReaderLimits()) }

    static func read(_ sources: [SourceText], limits: ReaderLimits) -> ManifestReading {
        var problems = Problems()
        let set = manifests(in: sources, limits, &problems)
        Rules.check(set, sources.first?.path ?? "-", &problems)
        let hasErrors = problems.diagnostics.contains { $0.severity == .error }
        return ManifestReading(
            desired: hasErrors ? nil : DesiredState(set),
            diagnostics: problems.inOrder(of: sources, atMost: limits.diagnostics))
    }

    /// What is wrong with each document of a source by itself.
    static func problems(in source: SourceText) -> [Diagnostic] {
        var problems = Problems()
        _ = manifests(in: [source], ReaderLimits(), &problems)
        return problems.diagnostics
    }

    private static func manifests(
        in sources: [SourceText], _ limits: ReaderLimits, _ problems: inout Problems
    ) -> ManifestSet {
        var set = ManifestSet()
        for source in sources {
            let read = YAMLReader.documents(of: source, limits: limits)
            read.diagnostics.forEach { problems.add($0) }
            if !read.isWhole { set.hasGaps = true }
            for node in read.documents {
                if let document = Document.read(node, &problems) {
                    set.add(document, &problems)
                } else {
                    set.hasGaps = true
                }
            }
        }
        return set
    }
}

extension DesiredState {
    /// What a set without errors asks for; nil where there is no Cluster.
    init?(_ set: ManifestSet) {
        guard let cluster = set.clusters.first else { return nil }
        let hosts = set.hosts.map { (HostName($0.name), $0.spec) }
        self.init(
            cluster: ClusterName(cluster.name), spec: cluster.spec.relative(to: cluster.node.place.file),
            hosts: Dictionary(hosts) { first, _ in first },
            optionGroups: set.optionGroups.map { DesiredOptionGroup(OptionGroupName($0.name), $0.spec) },
            volumes: set.managedVolumes.map { DesiredVolume(VolumeName($0.name), $0.spec) })
        later = DesiredLater(set)
        notYetManaged = set.notYetManaged
        policies = Dictionary(set.policies) { first, _ in first }
    }
}

extension ClusterSpec {
    /// With its file names joined to the directory of the manifest they stand in.
    func relative(to manifest: String) -> Self {
        var spec = self
        spec.ssh.identityFile = ssh.identityFile.map { LocalPath.joined($0, to: manifest) }
        spec.ssh.knownHostsFile = ssh.knownHostsFile.map { LocalPath.joined($0, to: manifest) }
        spec.ssh.configFile = ssh.configFile.map { $0 == "none" ? $0 : LocalPath.joined($0, to: manifest) }
        return spec
    }
}

/// Paths on the machine that runs hcctl, as text: nothing is looked up.
enum LocalPath {
    /// A path of a manifest as seen from where the manifest's own path is seen from. `~` stays as it is.
    static func joined(_ path: String, to manifest: String) -> String {
        guard !path.hasPrefix("/"), !path.hasPrefix("~"), let slash = manifest.lastIndex(of: "/") else { return path }
        let rest = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
        return String(manifest[...slash] + rest)
    }
}

extension Problems {
    /// Everything in the order of the files as given, then of the text; beyond the limit only their number.
    func inOrder(of sources: [SourceText], atMost limit: Int) -> [Diagnostic] {
        let ranks = Dictionary(sources.enumerated().map { ($1.path, $0) }) { first, _ in first }
        let sorted = diagnostics.enumerated().sorted { left, right in
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
