internal import ClusterModel
internal import World

/// Effects of systemctl, and of the unit that installs packages.
extension ClusterState {
    mutating func enable(_ asked: String, on name: HostName) -> Finished {
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

    mutating func restart(_ unit: String, on name: HostName, command: UInt64) -> Finished {
        guard self[name]?.units[unit] != nil else {
            return .refused(5, "Failed to restart \(unit): Unit \(unit) not found.\n")
        }
        if self[name]?.power == .on, self[name]?.units[unit]?.active == .active {
            SimulatedTools.daemon(unit)?.stop(on: name, cause: .command(command), in: &self)
        }
        return startUnit(unit, on: name)
            ? .said("") : .refused(1, "Job for \(unit) failed because the control process exited with error code.\n")
    }

    mutating func mask(_ units: [String], on name: HostName) -> Finished {
        var errors = ""
        for unit in units {
            if self[name]?.units[unit] == nil { errors += "Unit \(unit) does not exist, proceeding anyway.\n" }
            if !(self[name]?.runtimeMasks.contains(unit) ?? true) {
                errors += "Created symlink /run/systemd/system/\(unit) → /dev/null.\n"
            }
            change(name) { $0.runtimeMasks.insert(unit) }
        }
        return .said("", errors: errors)
    }

    mutating func unmask(_ unit: String, on name: HostName) -> Finished {
        guard self[name]?.runtimeMasks.contains(unit) ?? false else { return .said("") }
        change(name) { $0.runtimeMasks.remove(unit) }
        return .said("", errors: "Removed \"/run/systemd/system/\(unit)\".\n")
    }

    /// A pattern without a match succeeds; a name without a unit fails.
    mutating func resetFailed(_ pattern: String, on name: HostName) -> Finished {
        guard pattern.contains("*") else {
            guard self[name]?.units[pattern] != nil else {
                return .refused(1, "Failed to reset failed state of unit \(pattern): Unit \(pattern) not loaded.\n")
            }
            if self[name]?.units[pattern]?.active == .failed {
                change(name) { $0.units[pattern]?.active = .inactive }
            }
            return .said("")
        }
        if pattern.hasPrefix("hcctl-hosted-engine") {
            if self[name]?.engine.installation?.failed != nil { change(name) { $0.engine.installation = nil } }
            return .said("")
        }
        if self[name]?.packageWork?.failed != nil { change(name) { $0.packageWork = nil } }
        return .said("")
    }

    mutating func startUnit(_ kind: PackageWork.Kind, on name: HostName) -> Finished {
        guard begin(kind, on: name) else {
            let unit = Self.packageUnit
            return .refused(
                1,
                "Failed to start transient service unit: Unit \(unit) was already loaded or has a fragment file.\n")
        }
        return .said("")
    }
}
