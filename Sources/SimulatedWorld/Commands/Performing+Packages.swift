internal import ClusterModel
internal import World

/// Masks, and the unit that installs packages.
extension ClusterState {
    /// Its bricks go with it, and come back once it has found its peers.
    mutating func restart(_ unit: String, on name: HostName, command: UInt64) -> Finished {
        guard self[name]?.units[unit] != nil else {
            return .refused(5, "Failed to restart \(unit): Unit \(unit) not found.\n")
        }
        if unit == Self.glusterdUnit, self[name]?.runsGlusterd ?? false {
            stopGlusterd(name, bricksToo: true, leaving: .inactive, cause: .command(command))
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

    /// A pattern that nothing matches is no mistake, a name that nobody has is one.
    mutating func forgetFailure(_ pattern: String, on name: HostName) -> Finished {
        guard pattern.contains("*") else {
            guard self[name]?.units[pattern] != nil else {
                return .refused(1, "Failed to reset failed state of unit \(pattern): Unit \(pattern) not loaded.\n")
            }
            if self[name]?.units[pattern]?.active == .failed {
                change(name) { $0.units[pattern]?.active = .inactive }
            }
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
