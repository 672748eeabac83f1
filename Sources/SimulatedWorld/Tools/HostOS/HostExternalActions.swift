internal import ClusterModel

extension ClusterState {
    /// Performs an external action on a host. False if the state does not allow it.
    mutating func perform(_ action: HostExternalAction) -> Bool {
        switch action {
        case .powerCut(let host): return cutPower(host)
        case .powerOn(let host): return powerOn(host, mounts: true)
        case .powerOnWithoutMounts(let host): return powerOn(host, mounts: false)
        case .unreachable(let host):
            emit(.fault(.hostUnreachable, host))
            change(host) { $0.isReachable = false }
        case .reachable(let host): change(host) { $0.isReachable = true }
        case .segment(let host, let segment):
            change(host) { $0.segment = segment }
            SimulatedTools.networkChanged(in: &self)
        case .stopService(let host, let unit): stopUnit(unit, on: host)
        case .startService(let host, let unit): return startUnit(unit, on: host)
        case .enableService(let host, let unit): change(host) { $0.units[unit]?.enablement = "enabled" }
        case .disableService(let host, let unit): change(host) { $0.units[unit]?.enablement = "disabled" }
        case .maskService(let host, let unit):
            stopUnit(unit, on: host)
            change(host) { $0.units[unit]?.enablement = "masked" }
        case .removePackage(let host, let package): return removePackage(package, from: host)
        case .killDpkg(let host, let package, let state): return killDpkg(at: package, leaving: state, on: host)
        case .lockPackages(let host, let duration):
            let until = now + duration
            change(host) { $0.repository.lockedUntil = until }
        case .installPackage(let host, let package): installPackage(package, on: host)
        case .makeDirectory(let host, let path):
            change(host) { host in host.changeTree(at: path) { $0.makeDirectory($1) } }
        case .putFiles(let host, let path): putFiles(path, on: host)
        case .writeFile(let host, let path, let bytes): putFile(bytes, at: path, on: host)
        }
        return true
    }

    private mutating func cutPower(_ host: HostName) -> Bool {
        guard self[host]?.power != .off else { return false }
        emit(.fault(.powerCut, host))
        powerCut(host)
        return true
    }

    private mutating func removePackage(_ name: String, from host: HostName) -> Bool {
        guard self[host]?.packageWork == nil else { return false }
        let units = SimulatedTools.package(name)?.units ?? []
        for unit in units { stopUnit(unit, on: host) }
        change(host) { host in
            host.packages[name]?.status = "config-files"
            for unit in units { host.units[unit] = nil }
        }
        return true
    }

    private mutating func killDpkg(at name: String, leaving state: InterruptedPackage, on host: HostName) -> Bool {
        guard self[host]?.packageWork == nil, self[host]?.packages[name] != nil else { return false }
        change(host) {
            $0.packages[name]?.status = state.rawValue
            $0.repository.isInterrupted = true
        }
        return true
    }

    private mutating func installPackage(_ name: String, on host: HostName) {
        change(host) { host in
            host.packages[name]?.status = "installed"
            for unit in SimulatedTools.package(name)?.units ?? [] { host.units[unit] = SimulatedUnit() }
        }
    }

    private mutating func putFiles(_ path: String, on host: HostName) {
        change(host) { host in
            host.changeTree(at: path) { tree, inner in
                tree.makeDirectory(inner)
                tree.change(inner) { $0.hasForeignFiles = true }
            }
        }
    }

    /// Writes a file with the directories above it.
    mutating func putFile(_ bytes: [UInt8], at path: String, on host: HostName) {
        change(host) { host in
            host.changeTree(at: path) { tree, inner in
                tree.makeDirectory(FileTree.parent(of: inner))
                tree[inner] = .file(bytes)
            }
        }
    }
}
