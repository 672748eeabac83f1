internal import ClusterModel

/// Diagnostics about where bricks lie: one for each place in the manifests, with all hosts that it concerns.
struct BrickPlacementDiagnostics: Sendable {
    private var found: [Complaint] = []
    private var indices: [Key: Int] = [:]

    /// What is wrong, with the path in question.
    enum Kind: Sendable, Hashable {
        case usedTwice(path: String, first: SourcePlace)
        case mountPointItself(path: String)
        case outside(path: String, mountPoints: [String])
        case brickInside(path: String, outer: String, at: SourcePlace)
        case mountInside(path: String, outer: String, at: SourcePlace)
    }

    private struct Key: Hashable {
        let kind: Kind
        let place: SourcePlace
    }

    private struct Complaint {
        let kind: Kind
        let place: SourcePlace
        var hosts: [HostName]
    }

    mutating func add(_ kind: Kind, _ host: HostName, at place: SourcePlace) {
        let key = Key(kind: kind, place: place)
        if let index = indices[key] {
            found[index].hosts.append(host)
        } else {
            indices[key] = found.count
            found.append(Complaint(kind: kind, place: place, hosts: [host]))
        }
    }

    func report(to diagnostics: inout DiagnosticCollector) {
        for complaint in found {
            let (message, advice, note) = complaint.kind.words(on: MessageText.list(complaint.hosts.map(\.text)))
            diagnostics.error(message, at: complaint.place, advice: advice, notes: note.map { [$0] } ?? [])
        }
    }
}

extension BrickPlacementDiagnostics.Kind {
    fileprivate func words(on hosts: String) -> (message: String, advice: String, note: Diagnostic.Note?) {
        switch self {
        case .usedTwice(let path, let first):
            (
                "the path \(path) is used twice on \(hosts)", "every brick needs a directory of its own",
                .init("it is first used here", at: first)
            )
        case .mountPointItself(let path):
            (
                "the brick \(path) is itself the mount point on \(hosts)",
                "take a directory below it, such as \(path)/brick: it is missing when the file system is not mounted",
                nil
            )
        case .outside(let path, []):
            ("the brick \(path) is outside a declared mount of \(hosts)", "declare a file system in its storage", nil)
        case .outside(let path, let points):
            (
                "the brick \(path) is outside a declared mount of \(hosts)",
                (Self.meant(by: path, points).map { "did you mean \($0)? " } ?? "")
                    + "it has to lie below \(MessageText.list(points, "or")), or another mount point in the storage of the host",
                nil
            )
        case .brickInside(let path, let outer, let place):
            (
                "the brick \(path) lies inside the brick \(outer) on \(hosts)",
                "give each a directory of its own, side by side", .init("the outer brick is here", at: place)
            )
        case .mountInside(let path, let outer, let place):
            (
                "the mount point \(path) lies inside the brick \(outer) on \(hosts)",
                "mount the file system somewhere else", .init("the brick is here", at: place)
            )
        }
    }

    /// Bytes of a directory that is too short to be taken for another.
    private static var shortest: Int { 3 }

    /// The path below the mount point that it seems to begin with.
    private static func meant(by path: String, _ points: [String]) -> String? {
        let parts = path.split(separator: "/")
        return points.lazy.compactMap { point -> String? in
            let count = point.split(separator: "/").count
            guard parts.count > count else { return nil }
            let head = "/" + parts.prefix(count).joined(separator: "/")
            guard head.utf8.count > shortest, ClosestMatch.nearest(to: head, among: [point]) != nil else { return nil }
            return point + "/" + parts.dropFirst(count).joined(separator: "/")
        }.first
    }
}
