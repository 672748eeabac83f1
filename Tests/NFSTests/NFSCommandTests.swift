import ClusterModel
import NFS
import Testing
import World

struct NFSCommandTests {
    private func lines(_ action: NFSAction) -> [String] { NFSCommands.preview(action).map(\.description) }

    private let call =
        "busctl --json=short --timeout=60 call org.ganesha.nfsd /org/ganesha/nfsd/ExportMgr "
        + "org.ganesha.nfsd.exportmgr"

    @Test func exportsAreChangedByCalls() {
        let file = "/etc/ganesha/hcctl-export-data.conf"
        #expect(
            lines(.addExport("data", id: 7)) == ["\(call) AddExport ss \(file) 'EXPORT(Export_Id=7)'"])
        #expect(
            lines(.updateExport("data", id: 7)) == ["\(call) UpdateExport ss \(file) 'EXPORT(Export_Id=7)'"])
        #expect(
            lines(.replaceExport("data", id: 7, old: 8))
                == ["\(call) RemoveExport q 8", "\(call) AddExport ss \(file) 'EXPORT(Export_Id=7)'"])
        #expect(lines(.removeExport("data", id: 7)) == ["\(call) RemoveExport q 7"])
    }

    @Test func onlyAHungServerIsKilled() {
        let restart = "systemctl restart -- nfs-ganesha.service"
        #expect(lines(.restartServer(killing: false)) == [restart])
        #expect(
            lines(.restartServer(killing: true))
                == ["systemctl kill --signal=SIGKILL -- nfs-ganesha.service", restart])
        #expect(lines(.restartStatd) == ["systemctl restart -- nfs-ganesha-lock.service"])
    }

    @Test func theNumberOfQueriesDoesNotGrowWithTheExports() throws {
        var desired = DesiredState(cluster: "lab", spec: ClusterSpec(), hosts: [:], volumes: [])
        #expect(NFSQuestions(desired) == nil)
        desired.nfsExports = (1...50).map { number in
            var spec = NFSExportSpec()
            spec.protocols = [4]
            return Desired(NFSExportName("e\(number)"), spec)
        }
        let questions = try #require(NFSQuestions(desired))
        #expect(NFSProbe.probe(questions, host: "host1").queries.count == 3)
        #expect(questions.version == 4)
    }
}
