import ClusterModel
import Planning
import TestSupport
import Testing

/// Directories that hcctl made immutable below mount points that left the manifest.
@Suite struct ReleasedMountPointTests {
    private static let other = Mount(
        target: "/old", source: "/dev/vdc", filesystem: "xfs", number: "8:32", options: ["rw"])

    /// What is recorded on the host, whether something is mounted at /old, and what is planned.
    @Test(
        arguments: [
            (.known(["/gluster", "/old"]), false, ["ready host.releaseMountPoint"]),
            (.known(["/gluster", "/old"]), true, []), (.known(["/gluster"]), false, []), (.known([]), false, []),
            (.unknown(.notAsked), false, []), (.unknown(.notReported), false, ["unknown NotReported"]),
        ] as [(Reading<[String]>, Bool, [String])])
    func aDirectoryIsReleasedOnceNothingIsMountedThere(
        _ recorded: Reading<[String]>, _ isMounted: Bool, _ words: [String]
    ) {
        let desired = Make.desired()
        let observed = Make.observed(desired) { name, host in
            guard name == "host2" else { return }
            host.storage.protectedMountPoints = recorded
            guard isMounted, case .known(let mounts) = host.storage.mounts else { return }
            host.storage.mounts = .known(mounts + [Self.other])
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        #expect(plan.words == words)
        #expect(plan.ready.allSatisfy { $0.preconditions == [.storage(.notMounted("host2", at: "/old"))] })
    }
}
