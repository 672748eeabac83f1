internal import ClusterModel
internal import LiveWorld
internal import Manifests
internal import World

/// What a reading of manifests gave.
enum ManifestReading {
    case valid(DesiredState, ControllerEvent.Revision, [SourceText])
    case invalid([String])
    /// There is nothing to read: their source does not answer.
    case failed(String)
}

/// Where manifests come from.
protocol ManifestSource {
    /// The next reading of manifests that differ from those that were read last; nil when the task is cancelled.
    mutating func next() async -> ManifestReading?
}

/// Watches manifests, and reads them once they have settled: a file that is still being written is not read.
///
/// Names, sizes and times are compared twice a second. That works on every file system (inotify(7) reports nothing of a
/// change that another client of a network file system made), and costs one stat(2) a file.
struct ManifestFolder: ManifestSource {
    static let interval = Duration.milliseconds(500)

    private let paths: [String]
    private let time: any TimeSource
    private let rereads: Flag
    private var read: [SourceText]?
    private var last: [SourceText]?

    /// While `rereads` is raised the manifests are read again even though they did not change.
    init(_ paths: [String], time: any TimeSource, rereads: Flag) {
        self.paths = paths
        self.rereads = rereads
        self.time = time
    }

    /// The next reading of manifests that differ from those that were read last; nil when the task is cancelled.
    mutating func next() async -> ManifestReading? {
        while !Task.isCancelled {
            let seen = Self.signature(paths)
            if rereads.lower() { read = nil }
            if seen != read, seen == last {
                let reading = Self.reading(paths)
                // Written to while it was read: read again once it has settled.
                if Self.signature(paths) == seen {
                    read = seen
                    return reading
                }
            }
            last = seen
            guard (try? await time.sleep(Self.interval)) != nil else { return nil }
        }
        return nil
    }

    /// Of paths that cannot be read, why.
    private static func signature(_ paths: [String]) -> [SourceText] {
        do throws(SourceFilesError) {
            return try SourceFiles.signature(paths)
        } catch {
            return error.problems.map { SourceText(path: $0.path, bytes: Array("\($0)".utf8)) }
        }
    }

    /// Reads manifests now, settled or not.
    static func reading(_ paths: [String]) -> ManifestReading {
        do throws(SourceFilesError) {
            return reading(of: try SourceFiles.read(paths))
        } catch {
            return .invalid(error.problems.map(\.description))
        }
    }

    /// Problems that one line of a log shows; `hcctl validate` shows all.
    private static let shownProblems = 5

    static func reading(of sources: [SourceText]) -> ManifestReading {
        let reading = ManifestReader.read(sources)
        let errors = reading.diagnostics.filter { $0.severity == .error }.map(\.description)
        guard let desired = reading.desired else {
            let rest = errors.count > shownProblems ? ["and \(errors.count - shownProblems) more"] : []
            return .invalid(errors.prefix(shownProblems) + rest)
        }
        let resources = ResourceKind.allCases.map { desired.resources(of: $0).count }.reduce(0, +)
        let revision = ControllerEvent.Revision(
            digest: SourceDigest.text(of: sources), resources: resources,
            warnings: reading.diagnostics.count - errors.count)
        return .valid(desired, revision, sources)
    }
}

/// Identifies a revision for people: FNV-1a with 64 bits over names and bytes. Not a proof against forgery.
enum SourceDigest {
    static func text(of sources: [SourceText]) -> String {
        let bytes = sources.map { Array($0.path.utf8) + [0] + $0.bytes + [0] }.joined()
        return String(FNV1a.hex(bytes).prefix(12))
    }
}
