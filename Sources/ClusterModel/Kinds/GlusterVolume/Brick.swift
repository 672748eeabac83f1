/// A directory on a host that holds one copy of a part of a volume.
package struct Brick: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The host that serves it.
    package var host: HostName
    /// Absolute path of the directory.
    package var path: String

    /// A brick.
    package init(host: HostName, path: String) {
        self.host = host
        self.path = path
    }

    /// `host:path`.
    package var description: String { "\(host):\(path)" }
}
