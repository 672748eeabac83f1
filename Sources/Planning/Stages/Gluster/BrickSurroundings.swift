internal import ClusterModel

/// What gluster checks, besides the directory itself, before it takes it as a brick (glusterd-utils.c,
/// glusterd_is_path_in_use and glusterd_is_brickpath_available).
struct BrickSurroundings {
    private let brick: Brick
    private let input: PlanningInput
    private let seen: ObservedHost

    init(_ brick: Brick, _ input: PlanningInput) {
        self.brick = brick
        self.input = input
        seen = input.observed.host(brick.host)
    }

    /// Why gluster would refuse; nil where nothing is known to speak against it.
    var refusal: String? { attribute ?? nested }

    /// Why attributes could not be read that were asked for.
    var unread: UnknownReason? {
        for path in ObservedPath.chain(brick.path).reversed() {
            if case .unknown(let why)? = seen.gluster.marks[path] { return why }
        }
        return nil
    }

    /// `trusted.gfid` on the directory itself, or either attribute on one above it.
    private var attribute: String? {
        for path in ObservedPath.chain(brick.path).reversed() {
            guard case .known(let marks)? = seen.gluster.marks[path] else { continue }
            let where_ = path == brick.path ? "it" : path
            // The mark on the directory itself is judged with its contents: a failed create leaves one.
            if let id = marks.volumeID, path != brick.path {
                return "\(path) above it carries the mark of volume \(id)"
            }
            if marks.hasGFID {
                return "\(where_) carries trusted.gfid, which gluster gives to what is in a brick; if nothing there is "
                    + "needed, remove it by hand (setfattr -x trusted.gfid \(path))"
            }
        }
        return nil
    }

    /// A brick of a volume that is there, above this one or inside it.
    private var nested: String? {
        for volume in input.answering.flatMap(\.view.volumes) {
            for other in volume.bricks where input.host(of: other) == brick.host {
                if other.path.isBelow(brick.path) {
                    return "brick \(other.path) of volume \(volume.name) lies inside it"
                }
                if brick.path.isBelow(other.path) {
                    return "it lies inside brick \(other.path) of volume \(volume.name)"
                }
            }
        }
        return nil
    }
}
