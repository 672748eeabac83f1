/// What the kernel finds at a path.
package struct ObservedPath: Sendable, Hashable {
    /// Number of the device it lies on, as `major:minor`.
    package let number: String
    /// What it is, a symbolic link not followed.
    package let kind: Kind

    package init(number: String, kind: Kind) {
        self.number = number
        self.kind = kind
    }

    /// What is at a path.
    package enum Kind: Sendable, Hashable {
        case directory
        case file
        /// As the link has it: relative to the link's directory, or absolute.
        case link(target: String)
        case other
    }
}

extension ObservedPath {
    /// The path with its directories, the nearest to the root first, the root left out.
    package static func chain(_ path: String) -> [String] {
        var chain: [String] = []
        for part in path.split(separator: "/") { chain.append("\(chain.last ?? "")/\(part)") }
        return chain
    }

    /// A link's target as an absolute path without `.` and `..`.
    package static func resolved(_ target: String, from link: String) -> String {
        let start = target.hasPrefix("/") ? [] : link.split(separator: "/").dropLast()
        var parts: [Substring] = Array(start)
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}

extension ObservedHost {
    /// The first symbolic link on the way to the path, and where the path leads through it; nil where there is none.
    package func link(onTheWayTo path: String) -> (link: String, real: String)? {
        for part in ObservedPath.chain(path) {
            guard case .known(let found)? = storage.paths[part], case .link(let target) = found.kind else { continue }
            return (part, ObservedPath.resolved(target, from: part) + path.dropFirst(part.utf8.count))
        }
        return nil
    }

    /// The device that the path lies on, or the nearest directory above it that is there, as the kernel resolves it.
    package func deviceNumber(above path: String) -> Reading<String> {
        for part in ObservedPath.chain(path).reversed() {
            switch self.path(part) {
            case .absent: continue
            case .unknown(let why): return .unknown(why)
            case .known(let found): return .known(found.number)
            }
        }
        return .absent
    }

    /// What is mounted with that device number, for people: `tmpfs on /gluster/engine`.
    package func mounted(_ number: String, above path: String) -> String {
        guard case .known(let mounts) = storage.mounts else { return "device \(number)" }
        let chain = Set(ObservedPath.chain(path) + ["/"])
        let found =
            mounts.last { $0.number == number && chain.contains($0.target) }
            ?? mounts.last { $0.number == number }
        return found.map { "\($0.filesystem) (\($0.source)) on \($0.target)" } ?? "device \(number)"
    }
}
