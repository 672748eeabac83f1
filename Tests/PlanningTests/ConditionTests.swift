import ClusterModel
import Planning
import TestSupport
import Testing

/// What counts as seen: silence proves nothing, and who is cut off knows only what was.
@Suite struct ProofTests {
    private static let brick = Brick(host: "host2", path: "/gluster/engine/brick")

    private func observed(_ change: @escaping (HostName, inout ObservedHost) -> Void) -> ObservedState {
        let desired = Make.desired()
        return Make.observed(desired) { name, host in
            host.gluster.view = .known(Make.view(name, desired))
            change(name, &host)
        }
    }

    @Test func aBrickRunsIfItsOwnHostSaysSo() {
        let postcondition = Postcondition.gluster(.bricksRun("engine", [Self.brick]))
        #expect(postcondition.isSatisfied(in: observed { _, _ in }))
        #expect(
            !postcondition.isSatisfied(
                in: observed { name, host in if name == "host2" { host.gluster.view = .unknown(.notAsked) } }))
        let silent = ObservedHost(unknown: .hostUnreachable("host2", detail: "down"))
        #expect(!postcondition.isSatisfied(in: observed { name, host in if name == "host2" { host = silent } }))
    }

    @Test func aCandidateThatWasNotReadIsNone() {
        let postcondition = Postcondition.host(.packagesAvailable("host1", ["attr"]))
        func isSatisfied(_ candidate: Reading<String>?) -> Bool {
            postcondition.isSatisfied(
                in: observed { name, host in if name == "host1" { host.os.candidates["attr"] = candidate } })
        }
        #expect(isSatisfied(.known("1")) && isSatisfied(nil))
        #expect(!isSatisfied(.absent) && !isSatisfied(.unknown(.notAsked)))
    }

    /// host1 is cut off, and its own view is an old one.
    @Test func theBestConnectedMemberIsBelieved() {
        let option = GlusterOption("network.ping-timeout", "10")
        func isSatisfied(_ old: String, _ new: String) -> Bool {
            let state = observed { name, host in
                let view = Make.view(name, Make.desired())
                let value = GlusterOption(option.name, name == "host1" ? old : new)
                let peers = view.peers.map { peer in
                    let isCut = name == "host1" || peer.names.contains("host1.lab.test")
                    return GlusterPeer(uuid: peer.uuid, names: peer.names, state: peer.state, isConnected: !isCut)
                }
                let volumes = view.volumes.map { volume in
                    GlusterVolumeView(
                        name: volume.name, id: volume.id, type: volume.type, status: volume.status,
                        replica: volume.replica, arbiter: volume.arbiter, bricks: volume.bricks, options: [value])
                }
                host.gluster.view = .known(
                    GlusterView(uuid: view.uuid, opVersion: view.opVersion, peers: peers, volumes: volumes))
            }
            return Postcondition.gluster(.options("engine", [option])).isSatisfied(in: state)
        }
        #expect(isSatisfied("30", "10"))
        #expect(!isSatisfied("10", "30"))
    }
}
