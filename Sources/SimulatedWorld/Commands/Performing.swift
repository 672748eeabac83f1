internal import ClusterModel
internal import World

/// What changes do to a host.
extension ClusterState {
    static let termPath = "/var/lib/hcctl/term"

    mutating func perform(_ work: Changing, _ command: RunningCommand) -> Outcome {
        let host = command.host
        switch work {
        case .makeFilesystem(let device, let inodeSize):
            return .finished(makeFilesystem(device, inodeSize: inodeSize, on: host, command: command.id))
        case .makeDirectory(let path): return .finished(makeDirectory(path, on: host))
        case .mount(let device, let target, let options):
            return .finished(mount(device, at: target, options: options, on: host))
        case .enable(let unit): return .finished(enable(unit, on: host))
        case .restart(let unit): return .finished(restart(unit, on: host, command: command.id))
        case .mask(let units): return .finished(mask(units, on: host))
        case .unmask(let unit): return .finished(unmask(unit, on: host))
        case .forgetFailure(let pattern): return .finished(forgetFailure(pattern, on: host))
        case .packages(let kind): return .finished(startUnit(kind, on: host))
        case .write(let write): return self.write(write, on: host)
        case .remove(let path, let expecting): return remove(path, expecting, on: host)
        case .removeMark(let path): return .finished(removeMark(path, on: host))
        case .probe, .create, .set, .start, .reset, .setAll: return .finished(gluster(work, command))
        }
    }

    /// The highest term a host has obeyed; nil if its file is garbled.
    func storedTerm(_ host: HostName) -> Term? {
        guard let bytes = self[host]?.file(Self.termPath) else { return Term(0) }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        return UInt64(String(decoding: line, as: UTF8.self)).map(Term.init)
    }

    mutating func obey(_ command: RunningCommand) -> Outcome {
        guard let stored = storedTerm(command.host) else { return .notRun(.expectation("the file of the term")) }
        guard stored < command.term else { return .notRun(.staleTerm(current: stored)) }
        change(command.host) { host in
            host.root.makeDirectory(FileTree.parent(of: Self.termPath))
            host.root[Self.termPath] = .file(Array("\(command.term)\n".utf8))
        }
        tell(.termTaken(command.host, command.term, caller: command.caller))
        return .finished(Finished(exitStatus: 0))
    }

    private mutating func write(_ write: FileWrite, on name: HostName) -> Outcome {
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

    private mutating func remove(_ path: String, _ expecting: Expectation, on name: HostName) -> Outcome {
        guard self[name]?.meets(expecting, at: path) ?? false else { return .notRun(.expectation(path)) }
        change(name) { host in host.changeTree(at: path) { $0[$1] = nil } }
        return .finished(Finished(exitStatus: 0))
    }

    private mutating func makeDirectory(_ path: String, on name: HostName) -> Finished {
        guard let host = self[name] else { return Finished(exitStatus: 1) }
        switch host.look(path) {
        case .found(.directory, _): return .said("")
        case .found(.file, _): return .refused(1, "mkdir: cannot create directory '\(path)': File exists\n")
        case .complaint("No such file or directory"):
            change(name) { host in host.changeTree(at: path) { $0.makeDirectory($1) } }
            return .said("")
        case .complaint(let words): return .refused(1, "mkdir: cannot create directory '\(path)': \(words)\n")
        }
    }

    private mutating func enable(_ asked: String, on name: HostName) -> Finished {
        guard let host = self[name], let unit = host.units[host.aliases[asked] ?? asked] else {
            return .refused(1, "Failed to enable unit: Unit file \(asked) does not exist.\n")
        }
        let real = host.aliases[asked] ?? asked
        guard !host.runtimeMasks.contains(real) else {
            return .refused(1, "Failed to enable unit: Unit file /run/systemd/system/\(real) is masked.\n")
        }
        guard unit.enablement != "masked" else {
            return .refused(1, "Failed to enable unit: Unit file /etc/systemd/system/\(real) is masked.\n")
        }
        let link = "/etc/systemd/system/multi-user.target.wants/\(real) -> /lib/systemd/system/\(real)"
        let made = unit.enablement == "enabled" ? "" : "Created symlink \(link).\n"
        change(name) { $0.units[real]?.enablement = "enabled" }
        guard startUnit(real, on: name) else {
            let how = "See \"systemctl status \(real)\" and \"journalctl -xeu \(real)\" for details.\n"
            let why = "Job for \(real) failed because the control process exited with error code.\n"
            return .refused(1, made + why + how)
        }
        return .said("", errors: made)
    }
}

extension SimulatedHost {
    func meets(_ expectation: Expectation, at path: String) -> Bool {
        switch expectation {
        case .anything: true
        case .absent: if case .found = look(path) { false } else { true }
        case .digest(let sha256): file(path).map { SHA256.hex(of: $0) == sha256 } ?? false
        }
    }
}
