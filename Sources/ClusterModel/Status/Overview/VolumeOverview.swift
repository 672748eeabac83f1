/// What an observation shows of one declared volume.
package struct VolumeOverview: Sendable, Hashable {
    package let name: VolumeName
    /// Copies, the arbiter included.
    package let replica: Int
    package let arbiter: Int
    package let desiredState: GlusterVolumeSpec.State
    /// Absent where the pool has no such volume.
    package let state: Reading<GlusterVolumeView.Status>
    package let owner: Owner
    /// The bricks in their replica sets; of a volume without copies each brick is a set of its own.
    package let sets: [[BrickOverview]]

    package init(
        name: VolumeName, replica: Int, arbiter: Int, desiredState: GlusterVolumeSpec.State,
        state: Reading<GlusterVolumeView.Status>, owner: Owner, sets: [[BrickOverview]]
    ) {
        self.name = name
        self.replica = replica
        self.arbiter = arbiter
        self.desiredState = desiredState
        self.state = state
        self.owner = owner
        self.sets = sets
    }

    package var bricks: [BrickOverview] { sets.flatMap(\.self) }

    /// Entries that wait to be healed, summed over the bricks that keep an index; unknown if one of them is.
    package var healBacklog: Reading<Int> {
        bricks.reduce(.known(0)) { sum, brick in
            switch (sum, brick.healBacklog) {
            case (.unknown(let why), _), (_, .unknown(let why)): .unknown(why)
            case (.known(let left), .known(let right)): .known(left + right)
            case (_, _): sum
            }
        }
    }

    /// What clients can store: of each set the smallest data brick, summed; nil where a set reports no space.
    package var space: FilesystemSpace? {
        let sets = sets.map { set in set.filter { !$0.isArbiter }.compactMap(\.space).filter { $0.total > 0 } }
        guard !sets.isEmpty, sets.allSatisfy({ !$0.isEmpty }) else { return nil }
        return sets.reduce(FilesystemSpace(total: 0, free: 0)) { sum, set in
            FilesystemSpace(
                total: sum.total + (set.map(\.total).min() ?? 0), free: sum.free + (set.map(\.free).min() ?? 0))
        }
    }

    /// Whose the volume is, by its ownership tag.
    package enum Owner: Sendable, Hashable {
        case ours
        /// It carries no tag: it was adopted, and hcctl has changed nothing of it yet.
        case unmarked
        case other(String)
        /// There is no such volume, or no glusterd reports it.
        case none
    }
}

/// What an observation shows of one brick of a declared volume.
package struct BrickOverview: Sendable, Hashable {
    package let brick: Brick
    package let isArbiter: Bool
    /// Absent where the host's glusterd has no such brick.
    package let isRunning: Reading<Bool>
    /// Entries that other bricks have to heal, by this brick's index; absent where it keeps none.
    package let healBacklog: Reading<Int>
    package let space: FilesystemSpace?

    package init(
        _ brick: Brick, isArbiter: Bool, isRunning: Reading<Bool>, healBacklog: Reading<Int>,
        space: FilesystemSpace?
    ) {
        self.brick = brick
        self.isArbiter = isArbiter
        self.isRunning = isRunning
        self.healBacklog = healBacklog
        self.space = space
    }
}
