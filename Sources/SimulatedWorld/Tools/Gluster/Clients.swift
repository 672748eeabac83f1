internal import ClusterModel

/// Writes of clients, and heals.
extension ClusterState {
    /// Entries of one replica set that are healed in one go, once in `healPause`.
    static let healBatch = 3
    static let healPause = Duration.seconds(1)
    /// The entry that a new file makes in the volume's root.
    static let rootEntry = "/"

    /// A client writes a file to every brick that is up and has its acknowledged version. False if the client gets an
    /// error.
    mutating func write(_ file: String, to name: String) -> Bool {
        guard let volume = volumes.first(where: { $0.name == name && $0.status == .started }) else { return false }
        let sets = volume.replicaSets
        // Which replica set a file belongs to follows from its name.
        let set = sets[Int(FNV1a.hash(file.utf8) % UInt64(sets.count))]
        let stored = StoredFile(volume.id, file)
        let (version, isNew) = (acknowledged[stored] ?? 0, acknowledged[stored] == nil)
        let up = set.filter { isUp($0, of: volume) }
        let sound = up.filter { isNew || copy(stored, on: $0)?.version == version }
        guard allowsWriting(up, of: set, volume), sound.contains(where: { !$0.isArbiter }) else { return false }
        for brick in sound { store(stored, version: version + 1, on: brick) }
        acknowledged[stored] = version + 1
        if sound.count < set.count {
            for brick in sound { blame(isNew ? [file, Self.rootEntry] : [file], on: brick) }
            scheduleHeal()
        }
        return true
    }

    private func copy(_ file: StoredFile, on brick: SimulatedBrick) -> StoredCopy? {
        self[brick.host]?.directory(brick.path)?.brick?.copies[file]
    }

    private mutating func store(_ file: StoredFile, version: UInt64, on brick: SimulatedBrick) {
        let copy = StoredCopy(identity: nextNumber(), version: version, hasData: !brick.isArbiter)
        change(brick.host) { host in host.changeBrick(brick.path) { $0.copies[file] = copy } }
    }

    private mutating func blame(_ entries: [String], on brick: SimulatedBrick) {
        change(brick.host) { host in
            host.changeBrick(brick.path) {
                $0.index.formUnion(entries)
                $0.hadEntries = true
            }
        }
    }

    /// One round of the self-heal daemons.
    mutating func heal() {
        var isUnderWay = false
        for volume in volumes where volume.status == .started && isServed(volume) {
            for set in volume.replicaSets {
                if heal(set, of: volume) { isUnderWay = true }
            }
        }
        if isUnderWay { schedule(.gluster(.heals), in: Self.healPause) }
    }

    private func isServed(_ volume: SimulatedVolume) -> Bool {
        volume.bricks.contains { self[$0.host]?.runsGlusterd ?? false }
    }

    /// True if something was healed, so that there may be more.
    private mutating func heal(_ set: [SimulatedBrick], of volume: SimulatedVolume) -> Bool {
        let up = set.filter { isUp($0, of: volume) }
        guard up.count > 1 else { return false }
        let entries = Set(up.flatMap { index(of: $0) }).sorted().filter { $0 != Self.rootEntry }
        var healed = 0
        for entry in entries where healed < Self.healBatch {
            if heal(StoredFile(volume.id, entry), up: up, all: set) { healed += 1 }
        }
        let left = Set(up.flatMap { index(of: $0) }).subtracting([Self.rootEntry])
        if left.isEmpty, up.count == set.count { forget(Self.rootEntry, on: up) }
        return healed > 0
    }

    private mutating func heal(_ file: StoredFile, up: [SimulatedBrick], all: [SimulatedBrick]) -> Bool {
        guard let version = acknowledged[file],
            up.contains(where: { copy(file, on: $0).map { $0.hasData && $0.version == version } ?? false })
        else { return false }
        let behind = up.filter { copy(file, on: $0)?.version != version }
        for brick in behind {
            store(file, version: version, on: brick)
            // It is good now; bricks that are still behind are behind it, too.
            if up.count < all.count { blame([file.file], on: brick) }
        }
        if up.count == all.count { forget(file.file, on: up) }
        return !behind.isEmpty || up.count == all.count
    }

    private mutating func forget(_ entry: String, on bricks: [SimulatedBrick]) {
        for brick in bricks {
            change(brick.host) { host in host.changeBrick(brick.path) { $0.index.remove(entry) } }
        }
    }
}
