package import ClusterModel
internal import Glibc
package import World

/// Secrets from files, the environment and programs of this machine.
package struct LiveSecrets: SecretKeeping {
    /// Bytes of a secret. Protects memory from a wrong path; a password has a few dozen, a key some thousand.
    package static let longest = 64 << 10
    /// Permission bits that let others than the owner read or change a file.
    private static let others: mode_t = 0o077

    private let transport: any ObservingTransport
    private let home: String
    private let variable: @Sendable (String) -> String?

    /// Programs run through the transport, at `Place.here`; `~` in paths is `home`.
    package init(
        _ transport: any ObservingTransport, home: String, variable: @escaping @Sendable (String) -> String?
    ) {
        self.transport = transport
        self.home = home
        self.variable = variable
    }

    /// The first line of what the source holds.
    package func secret(_ reference: SecretReference) async throws(SecretProblem) -> Secret {
        if let path = reference.fromFile { return try fromFile(path.hasPrefix("~/") ? home + path.dropFirst() : path) }
        if let name = reference.fromEnv {
            guard let value = variable(name), !value.isEmpty else { throw .noVariable(name) }
            return try firstLine(Array(value.utf8), of: name)
        }
        guard let command = reference.fromCommand, !command.isEmpty else { throw .noSource }
        return try await fromCommand(command)
    }

    /// What is judged is the file that is read: it is opened first and then asked for its mode.
    private func fromFile(_ path: String) throws(SecretProblem) -> Secret {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, words: Self.lastWords) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, words: Self.lastWords) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        guard status.st_uid == 0 || status.st_uid == geteuid() else {
            throw .foreignOwner(path: path, user: Int(status.st_uid))
        }
        guard status.st_mode & Self.others == 0 else {
            throw .tooOpen(path: path, mode: "0" + String(status.st_mode & 0o7777, radix: 8))
        }
        guard status.st_size <= Self.longest else { throw .tooLong(source: path, limit: Self.longest) }
        return try firstLine(try contents(descriptor, path), of: path)
    }

    private func contents(_ descriptor: Int32, _ path: String) throws(SecretProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= Self.longest {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path: path, words: Self.lastWords) }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
        throw .tooLong(source: path, limit: Self.longest)
    }

    private func fromCommand(_ arguments: [String]) async throws(SecretProblem) -> Secret {
        let invocation = Invocation(arguments, outputLimit: Self.longest)
        let outcome = await transport.observe([.run(invocation)], at: .local).first
        let command = arguments[0]
        switch outcome {
        case .finished(let end) where end.exitStatus == 0: return try firstLine(end.output, of: command)
        case .finished(let end): throw .command(command, words: "exit status \(end.exitStatus): \(Self.errors(end))")
        case .notRun(let failure), .indeterminate(let failure): throw .command(command, words: "\(failure)")
        case nil: throw .command(command, words: "no answer")
        }
    }

    /// What it wrote to standard error; standard output may hold the secret.
    private static func errors(_ end: Finished) -> String {
        String(decoding: end.errors.prefix(Finished.wordsLimit), as: UTF8.self).split(separator: "\n").joined(
            separator: " ")
    }

    private func firstLine(_ bytes: [UInt8], of source: String) throws(SecretProblem) -> Secret {
        guard bytes.count <= Self.longest else { throw .tooLong(source: source, limit: Self.longest) }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let secret = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        guard !secret.isEmpty else { throw .empty(source: source) }
        return Secret(Array(secret))
    }

    private static var lastWords: String { String(cString: strerror(errno)) }
}
