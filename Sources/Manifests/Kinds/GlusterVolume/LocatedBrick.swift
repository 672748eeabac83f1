internal import ClusterModel

/// A brick with the places where its parts are written.
struct LocatedBrick: Sendable {
    let brick: Brick
    let hostPlace: SourcePlace
    let pathPlace: SourcePlace
}

extension Resource where Spec == GlusterVolumeSpec {
    /// Bricks of one set; nil where the volume does not say.
    var setSize: Int? { gives("replica") ? spec.replica : spec.disperse }

    /// What its sets are called.
    var setWord: String { gives("replica") ? "replica" : "dispersed" }

    /// The bricks set by set; none where they do not make whole sets.
    var brickSets: [ArraySlice<LocatedBrick>] {
        let bricks = locatedBricks
        guard let size = setSize, bricks.count.isMultiple(of: size) else { return [] }
        return stride(from: 0, to: bricks.count, by: size).map { bricks[$0..<($0 + size)] }
    }

    /// The place of an option's value, under its full or its short name.
    func optionPlace(_ name: String) -> SourcePlace {
        let entries = node.entry("options")?.value.entries
        return entries?.first { OptionName.full($0.key) == name }?.value.place ?? place("options")
    }

    /// Every brick in the order of the replica sets.
    var locatedBricks: [LocatedBrick] {
        let bricks = spec.allBricks.enumerated()
        guard let listed = node.entry("bricks")?.value else {
            return bricks.map { index, brick in
                LocatedBrick(brick: brick, hostPlace: place("hosts", .item(index)), pathPlace: place("brickPath"))
            }
        }
        return bricks.map { index, brick in
            let item = listed.at(index)
            return LocatedBrick(brick: brick, hostPlace: item.place(of: "host"), pathPlace: item.place(of: "path"))
        }
    }
}
