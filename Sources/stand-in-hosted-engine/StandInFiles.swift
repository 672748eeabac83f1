internal import Foundation
internal import SimulatedWorld

/// The files of the stand-in on one host, and its one file on the shared storage. Each change holds a lock on both.
struct StandInFiles {
    let settings: StandInSettings

    static let configuration = "/etc/ovirt-hosted-engine/hosted-engine.conf"
    static let flags = "/var/lib/ovirt-hosted-engine-ha/ha.conf"
    static let runtime = "/run/ovirt-hosted-engine-ha"
    static let localMachine = "\(runtime)/HostedEngineLocal"
    static let mounts = "/rhev/data-center/mnt/glusterSD"

    init() {
        let text = (try? String(contentsOfFile: "/etc/stand-in-hosted-engine.conf", encoding: .utf8)) ?? ""
        settings = StandInSettings(EngineInstaller.values(text))
    }

    /// The virtual machine of a deployment that has not ended.
    var hasLocalMachine: Bool { FileManager.default.fileExists(atPath: Self.localMachine) }

    static var clock: EngineClock {
        var monotonic = timespec()
        clock_gettime(CLOCK_MONOTONIC, &monotonic)
        return EngineClock(monotonic: monotonic.tv_sec, wall: Int(Date().timeIntervalSince1970))
    }

    /// Reads host and storage, lets `body` change them, and writes what has changed.
    func change<Result>(_ body: (inout EngineHost, inout EngineStorage?, EngineClock) -> Result) -> Result {
        try? FileManager.default.createDirectory(atPath: Self.runtime, withIntermediateDirectories: true)
        return Self.locked("\(Self.runtime)/lock") {
            var host = load()
            guard let file = sharedFile(host) else {
                var none: EngineStorage?
                let result = body(&host, &none, Self.clock)
                save(host)
                return result
            }
            return Self.locked("\(file).lock") {
                var storage = Self.storage(file)
                let before = storage
                let result = body(&host, &storage, Self.clock)
                save(host)
                if let storage, storage != before { Self.write(storage, to: file) }
                return result
            }
        }
    }

    // MARK: - The host

    private func load() -> EngineHost {
        var host =
            (try? Data(contentsOf: URL(filePath: "\(Self.runtime)/stand-in.json"))).flatMap {
                try? JSONDecoder().decode(EngineHost.self, from: $0)
            } ?? EngineHost(hostname: ProcessInfo.processInfo.hostName)
        let text = (try? String(contentsOfFile: Self.configuration, encoding: .utf8)) ?? ""
        host.configuration = EngineInstaller.values(text)
        let flags = (try? String(contentsOfFile: Self.flags, encoding: .utf8)) ?? ""
        host.isInLocalMaintenance = EngineInstaller.values(flags)["local_maintenance"] == "True"
        return host
    }

    private func save(_ host: EngineHost) {
        if host.isDeployed {
            Self.write(EngineInstaller.text(host.configuration), to: Self.configuration)
            let flag = host.isInLocalMaintenance ? "True" : "False"
            Self.write("local_maintenance=\(flag)\nlocal_maintenance_manual=\(flag)\n", to: Self.flags)
        }
        if let data = try? JSONEncoder().encode(host) {
            try? data.write(to: URL(filePath: "\(Self.runtime)/stand-in.json"), options: .atomic)
        }
    }

    static func write(_ text: String, to path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard (try? String(contentsOfFile: path, encoding: .utf8)) != text else { return }
        try? Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    }

    // MARK: - The shared storage

    /// Where the storage of that name is mounted.
    func directory(of storage: String) -> String {
        settings.storage ?? "\(Self.mounts)/\(storage.replacing("/", with: "_"))"
    }

    /// Mounts it where it is not mounted. False where it cannot be.
    func mount(_ storage: String, options: String) -> Bool {
        if settings.storage != nil { return true }
        let target = directory(of: storage)
        guard StandInProcess.run("mountpoint", "-q", target) != 0 else { return true }
        try? FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        let words = options.isEmpty ? [] : ["-o", options]
        return StandInProcess.run(["mount", "-t", "glusterfs"] + words + [storage, target]) == 0
    }

    /// The stand-in's file in the storage domain; nil where the storage cannot be reached.
    private func sharedFile(_ host: EngineHost) -> String? {
        guard let storage = host.configuration["storage"], let domain = host.configuration["sdUUID"],
            mount(storage, options: host.configuration["mnt_options"] ?? "")
        else { return nil }
        let file = Self.file(of: domain, in: directory(of: storage))
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }

    static func file(of domain: String, in directory: String) -> String {
        "\(directory)/\(domain)/ha_agent/stand-in.json"
    }

    /// Names of the storage domains in a directory.
    static func domains(in directory: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: "\(directory)/\($0)/dom_md") }.sorted()
    }

    static func storage(_ file: String) -> EngineStorage? {
        (try? Data(contentsOf: URL(filePath: file))).flatMap { try? JSONDecoder().decode(EngineStorage.self, from: $0) }
    }

    static func write(_ storage: EngineStorage, to file: String) {
        guard let data = try? JSONEncoder().encode(storage) else { return }
        try? data.write(to: URL(filePath: file + ".new"))
        rename(file + ".new", file)
    }

    /// With a lock that all clients of the volume see.
    private static func locked<Result>(_ path: String, _ body: () -> Result) -> Result {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        _ = withUnsafeMutablePointer(to: &lock) { fcntl(descriptor, F_SETLKW, $0) }
        return body()
    }
}

/// Programs of the host. Not by Foundation, whose wait ends only with the last descendant: a mount leaves one running.
enum StandInProcess {
    @discardableResult
    static func run(_ words: String...) -> Int32 { run(words) }

    /// The exit status; -1 of what did not start or was killed.
    @discardableResult
    static func run(_ words: [String]) -> Int32 {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
        defer { posix_spawn_file_actions_destroy(&files) }
        var arguments = words.map { strdup($0) } + [nil]
        var environment = [strdup("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), strdup("LC_ALL=C.UTF-8"), nil]
        defer { for text in arguments + environment { free(text) } }
        var process = pid_t()
        guard posix_spawnp(&process, words[0], &files, nil, &arguments, &environment) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
    }
}
