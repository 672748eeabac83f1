internal import ClusterModel
internal import World

/// Effects of commands on files.
extension ClusterState {
    mutating func write(_ write: FileWrite, on name: HostName) -> Outcome {
        guard let host = self[name] else { return .finished(Finished(exitStatus: 1)) }
        let folder = FileTree.parent(of: write.path)
        guard host.directory(folder) != nil else {
            let template = "\(folder == "/" ? "" : folder)/.hcctl.XXXXXX"
            let words = "mktemp: failed to create file via template '\(template)': No such file or directory\n"
            return .finished(.refused(1, words))
        }
        guard host.meets(write.expecting, at: write.path) else { return .notRun(.expectation(write.path)) }
        let bytes: [UInt8] =
            switch write.contents {
            case .none: []
            case .bytes(let bytes): bytes
            case .secret(let secret): secret.reveal()
            }
        change(name) { host in host.changeTree(at: write.path) { $0[$1] = .file(bytes) } }
        return .finished(Finished(exitStatus: 0))
    }

    mutating func remove(_ path: String, _ expecting: Expectation, on name: HostName) -> Outcome {
        guard self[name]?.meets(expecting, at: path) ?? false else { return .notRun(.expectation(path)) }
        change(name) { host in host.changeTree(at: path) { $0[$1] = nil } }
        return .finished(Finished(exitStatus: 0))
    }

    mutating func makeDirectory(_ path: String, on name: HostName) -> Finished {
        guard let host = self[name] else { return Finished(exitStatus: 1) }
        switch host.lookUp(path) {
        case .found(.directory, _): return .said("")
        case .found(.file, _): return .refused(1, "mkdir: cannot create directory '\(path)': File exists\n")
        case .complaint("No such file or directory") where host.isImmutable(above: path):
            return .refused(1, "mkdir: cannot create directory '\(path)': Operation not permitted\n")
        case .complaint("No such file or directory"):
            change(name) { host in host.changeTree(at: path) { $0.makeDirectory($1) } }
            return .said("")
        case .complaint(let words): return .refused(1, "mkdir: cannot create directory '\(path)': \(words)\n")
        }
    }
}

extension SimulatedHost {
    /// Whether the nearest directory above a path that is there is immutable.
    func isImmutable(above path: String) -> Bool {
        var above = FileTree.parent(of: path)
        while above != "/", directory(above) == nil { above = FileTree.parent(of: above) }
        return directory(above)?.isImmutable ?? false
    }

    func meets(_ expectation: Expectation, at path: String) -> Bool {
        switch expectation {
        case .anything: true
        case .absent: if case .found = lookUp(path) { false } else { true }
        case .digest(let sha256): file(path).map { SHA256.hex(of: $0) == sha256 } ?? false
        }
    }
}
