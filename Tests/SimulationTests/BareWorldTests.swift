import ClusterModel
import Foundation
import Planning
import Reconciliation
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Simulation

@Suite struct BareWorldTests {
    @Test func hostsHaveTheShapeOfTheManifests() {
        var desired = Make.desired()
        desired.hosts["host2"]?.storageAddress = "10.77.0.12"
        let state = world(from: desired, seed: 3)
        #expect(state.hosts.map(\.name) == desired.spec.hosts)
        #expect(state.hosts[1].names == ["10.77.0.12", "host2.lab.test", "10.88.0.12"])
        #expect(
            state.hosts.allSatisfy { $0.devices.map(\.path) == ["/dev/vdb"] && $0.devices[0].disk.contents == .blank })
        #expect(state.hosts.allSatisfy { !$0.runsGlusterd && $0.mounts.isEmpty })
    }

    /// `--simulate=FILE` keeps hosts in a file.
    @Test func hostsAreReadAsTheyWereWritten() throws {
        let simulator = Simulator()
        let desired = Make.desired()
        let cluster = SimulatedCluster(
            world(from: desired, seed: 1), time: simulator, random: SeededRandomSource(seed: 1))
        let recorder = RunRecorder(cluster, desired, time: simulator)
        _ = simulator.run { await Caller(ProcessLifetime("a"), seed: 1, recorder, time: simulator).apply(.init()) }
        recorder.act(.gluster(.write(volume: desired.volumes[0].name.text, file: "f")))
        let hosts = cluster.state.hosts
        let data = try JSONEncoder().encode(hosts)
        #expect(try JSONDecoder().decode([SimulatedHost].self, from: data) == hosts)
    }

    @Test func randomClustersObeyTheRulesOfTheManifests() {
        for seed in 1...300 as ClosedRange<UInt64> {
            let desired = RandomCluster(SeededChoice(SeededRandomSource(seed: seed))).desired()
            for volume in desired.volumes {
                let bricks = volume.spec.allBricks
                #expect(!bricks.isEmpty && bricks.count % volume.spec.replica == 0)
                for start in stride(from: 0, to: bricks.count, by: volume.spec.replica) {
                    let set = bricks[start..<start + volume.spec.replica]
                    #expect(Set(set.map(\.host)).count == volume.spec.replica)
                }
            }
            let all = desired.volumes.flatMap(\.spec.allBricks)
            #expect(Set(all).count == all.count)
        }
    }
}
