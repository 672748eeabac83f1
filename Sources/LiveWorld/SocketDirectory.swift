internal import Glibc

/// Where the sockets of the shared connections lie: a directory that only its owner can enter.
struct SocketDirectory: Sendable {
    /// `sun_path` holds 108 bytes with the final zero, and ssh makes the socket under a name 17 bytes longer first.
    static let longestSocket = 108 - 1 - 17

    let path: String

    /// For root in /run, else in the user's own run-time directory.
    static var standard: String {
        if geteuid() == 0 { return "/run/hcctl-ssh" }
        if let run = getenv("XDG_RUNTIME_DIR") { return String(cString: run) + "/hcctl" }
        return "/tmp/hcctl-\(geteuid())"
    }

    /// Makes the directory if need be and returns a name in it that nothing has used before: two runs on one machine
    /// never share a connection, and a socket left behind by a killed master is in nobody's way.
    func newSocket() throws(Problem) -> String {
        let socket = "\(path)/\(getpid())-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        guard socket.utf8.count <= Self.longestSocket else { throw .tooLong(socket) }
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .notMade(path, String(cString: strerror(errno))) }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0
        else { throw .notPrivate(path) }
        return socket
    }

    enum Problem: Error, CustomStringConvertible {
        case tooLong(String)
        case notMade(String, String)
        case notPrivate(String)

        var description: String {
            switch self {
            case .tooLong(let socket):
                "the path of the ssh socket, \(socket), has \(socket.utf8.count) bytes and may have "
                    + "\(SocketDirectory.longestSocket): use a shorter directory for sockets"
            case .notMade(let path, let why): "the directory for ssh sockets, \(path), cannot be made: \(why)"
            case .notPrivate(let path):
                "the directory for ssh sockets, \(path), is not a directory that belongs to this user with mode 0700"
            }
        }
    }
}
