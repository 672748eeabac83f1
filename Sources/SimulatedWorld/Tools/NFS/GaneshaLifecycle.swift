internal import ClusterModel

/// Start and stop of NFS-Ganesha.
extension ClusterState {
    /// Milliseconds until it is on D-Bus; it opens its volumes first.
    static let ganeshaTime = 300..<2_500
    /// As hcctl declares it.
    static let gracePeriod = Duration.seconds(15)

    /// A file that is named and missing is fatal to it; a volume that cannot be opened is not.
    mutating func startGanesha(_ name: HostName) -> Bool {
        guard let host = self[name], host.power == .on, let files = host.exportFiles else {
            change(name) { $0.units[Ganesha.unit]?.active = .failed }
            return false
        }
        let exports = files.compactMap { SimulatedExport($0) }.filter { canOpen($0, on: name) }
        let ready = now + chance.duration(Self.ganeshaTime)
        change(name) { host in
            host.units[Ganesha.unit]?.active = .active
            host.ganesha.readFile = host.file(SimulatedGanesha.filePath)
            host.ganesha.exports = exports
            host.ganesha.answersAt = ready
            host.ganesha.graceEnds = ready + Self.gracePeriod
            host.ganesha.isHung = false
            host.ganesha.isRegistered = true
        }
        startStatd(name)
        return true
    }

    mutating func stopGanesha(_ name: HostName, leaving active: SimulatedUnit.Active) {
        change(name) { host in
            host.units[Ganesha.unit]?.active = active
            host.ganesha.exports = []
            host.ganesha.isHung = false
            if active == .inactive { host.ganesha.isRegistered = false }
        }
    }

    mutating func startStatd(_ name: HostName) {
        change(name) { host in
            guard host.units[Statd.unit] != nil, host.ganesha.statdPort == nil else { return }
            host.units[Statd.unit]?.active = .active
            host.ganesha.statdPort = host.declaredStatdPort ?? SimulatedGanesha.anyPort
        }
    }

    /// A gfapi client needs the host's glusterd for the volume file.
    func canOpen(_ export: SimulatedExport, on name: HostName) -> Bool {
        guard let host = self[name], host.runsGlusterd else { return false }
        return host.glusterd.volumes.contains { $0.name == export.volume && $0.status == .started }
    }
}

extension SimulatedHost {
    /// Whether Ganesha's process is there.
    package var runsGanesha: Bool { power == .on && units[Ganesha.unit]?.active == .active }

    /// The exports' files that ganesha.conf leads to; nil where one is missing.
    fileprivate var exportFiles: [[UInt8]]? {
        var files: [[UInt8]] = []
        var open = [SimulatedGanesha.filePath]
        while let path = open.popLast() {
            guard let text = file(path) else { return nil }
            files.append(text)
            open += textLines(text).filter { $0.hasPrefix("%include ") }.map { line in
                String(line.dropFirst("%include ".count).filter { $0 != "\"" })
            }
        }
        return files
    }

    fileprivate var declaredStatdPort: Int? {
        textLines(file(SimulatedGanesha.statdPath) ?? []).first { $0.hasPrefix("port = ") }
            .flatMap { Int($0.dropFirst("port = ".count)) }
    }
}
