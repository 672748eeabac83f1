import ClusterModel
import Foundation
import LiveWorld
import Synchronization
import Testing

@testable import ControllerDaemon
@testable import Reconciliation

@Suite struct HelperOutputTests {
    /// What the helper of ctdb 4.17 wrote on lab hosts: held, contended, cut off or hung, its mount process killed.
    @Test(
        arguments: [
            ([], .waiting), (["0"], .held), (["1"], .contended), (["2"], .over("the lock was not had in time")),
            (
                ["0", "ctdb_mutex_fcntl_helper: ping timeout from lock test child\n"],
                .over("the helper lost the lock: ctdb_mutex_fcntl_helper: ping timeout from lock test child")
            ),
            (["3"], .over("the helper says: 3")),
            (
                ["ctdb_mutex_fcntl_helper: Unable to open /mnt/lock/x - (Transport endpoint is not connected)\n3"],
                .over(
                    "the helper says: ctdb_mutex_fcntl_helper: Unable to open /mnt/lock/x - (Transport endpoint is not "
                        + "connected); 3")
            ),
        ] as [([String], HelperOutput.State)])
    func states(_ parts: [String], _ state: HelperOutput.State) {
        var output = HelperOutput()
        for part in parts { output.add(Array(part.utf8)) }
        #expect(output.state == state)
    }

    @Test func anEndIsALoss() {
        var output = HelperOutput()
        #expect(output.ended("").state == .over("the helper ended without an answer"))
        output.add([UInt8(ascii: "0")])
        #expect(output.ended("killed").state == .over("the helper that held the lock has ended: killed"))
        #expect(output.isOver == false && output.ended("").isOver)
    }
}

@Suite struct LeaderElectionTests {
    private static let mounts = """
        /dev/sda1 / ext4 rw 0 0
        localhost:/meta /mnt/my\\040lock fuse.glusterfs rw,relatime 0 0
        host1:engine /mnt/engine fuse.glusterfs rw 0 0
        localhost:/other /mnt/other nfs4 rw 0 0

        """

    /// A directory where the volume would be mounted is no lock that others see.
    @Test(
        arguments: [
            ("meta", "/mnt/my lock"), ("engine", "/mnt/engine"), ("other", nil), ("eta", nil), ("gine", nil),
        ] as [(VolumeName, String?)])
    func onlyAMountOfTheVolumeCounts(_ volume: VolumeName, _ directory: String?) {
        #expect(LeaderElection.directory(of: volume, mounts: Self.mounts) == directory)
    }

    /// The size of the kernel's list of mounts is 0, and it is not empty.
    @Test func theKernelsListIsRead() { #expect(LeaderElection.text(of: "/proc/self/mounts").contains(" / ")) }

    /// A stand-in helper that holds the lock and loses it half a second later.
    @Test func winsAndLoses() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "hcctl-elect-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let helper = folder.appending(path: "helper").path
        let text = "#!/bin/sh\nprintf 0\nsleep 0.5\necho 'ping timeout from lock test child' >&2\nexec sleep 600\n"
        try Data(text.utf8).write(to: URL(filePath: helper))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: helper)
        let mounts = folder.appending(path: "mounts").path
        try Data("localhost:/meta \(folder.path) fuse.glusterfs rw 0 0\n".utf8).write(to: URL(filePath: mounts))
        let inbox = ControlInbox()
        let events = Mutex<[ControllerEvent]>([])
        let election = LeaderElection(
            time: SystemClock(), inbox: inbox, here: "host1", stateDirectory: folder.path,
            tell: { event in events.withLock { $0.append(event) } }, program: helper, mounts: mounts)
        let seen = await withTaskGroup(of: [ControlElection].self) { group in
            group.addTask {
                await election.run("meta")
                return []
            }
            group.addTask {
                var seen: [ControlElection] = []
                while seen.count < 2, !Task.isCancelled {
                    if let state = await inbox.next().election { seen.append(state) }
                }
                return seen
            }
            for await seen in group where !seen.isEmpty {
                group.cancelAll()
                return seen
            }
            return []
        }
        #expect(
            seen == [
                .leading("meta"),
                .failed("meta", words: "the helper lost the lock: ping timeout from lock test child"),
            ])
        #expect(events.withLock { $0 } == [.elected("meta")])
        let name = try? String(contentsOf: folder.appending(path: "hcctl-leader"), encoding: .utf8)
        #expect(name == "host1\n")
    }

    @Test func aVolumeThatIsNotMountedElectsNoOne() async {
        let inbox = ControlInbox()
        let election = LeaderElection(
            time: SystemClock(), inbox: inbox, here: nil, stateDirectory: "/nonexistent", tell: { _ in },
            mounts: "/nonexistent")
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await election.run("meta")
                return false
            }
            group.addTask {
                let state = await inbox.next().election
                return state
                    == .failed("meta", words: "it is not mounted here by gluster's own client (fuse.glusterfs)")
            }
            #expect(await group.next() == true)
            group.cancelAll()
        }
    }
}
