import ClusterModel
import HostOS
import NFS
import SimulatedWorld
import World

/// The NFS server of the first host, as scripts/capture-fixtures goes through its states.
extension Walk {
    mutating func nfs() async {
        await ganesha("stopped")
        await ganeshaAge("none")
        await ask("rpcinfo/stopped", NFSCommands.nullCall(version: 3))
        prepare()
        action(.host(.startService("host1", unit: "nfs-ganesha.service")))
        await pause(.seconds(5))
        await ganesha("grace")
        await ganeshaAge("older")
        await pause(.seconds(20))
        await ask("rpcinfo/serving", NFSCommands.nullCall(version: 3))
        await ask("rpcinfo/ports-serving", NFSCommands.ports)
        await change("busctl/added", .addExport("data", id: 78))
        await change("busctl/added-again", .addExport("data", id: 78))
        await ganesha("two")
        write("data", 78, "data", squash: "All_Squash")
        await change("busctl/updated", .updateExport("data", id: 78))
        await ganesha("updated")
        await change("busctl/removed", .removeExport("data", id: 78))
        await change("busctl/removed-again", .removeExport("data", id: 78))
        write("data", 78, "nosuch")
        await change("busctl/added-no-volume", .addExport("data", id: 78))
        await ganesha("one")
        await endNFS()
    }

    private mutating func endNFS() async {
        put(NFSFile.server.path, "# other settings\n")
        await ganeshaAge("newer")
        action(.nfs(.hang("host1")))
        await ganesha("hung")
        await kill()
        await ask("rpcinfo/crashed", NFSCommands.nullCall(version: 3))
        await ask("rpcinfo/ports-crashed", NFSCommands.ports)
        await ganesha("crashed")
    }

    /// Only the first of the two changes of a restart by force.
    private mutating func kill() async {
        if let kill = NFSCommands.changes(for: .restartServer(killing: true)).first {
            await send("systemctl/killed", kill)
        }
    }

    private mutating func ganesha(_ name: String) async {
        await ask("find/ganesha-\(name)", NFSCommands.state(of: [77, 78]))
    }

    private mutating func ganeshaAge(_ name: String) async {
        guard let query = HostOSCommands.age(.nfs(.server)) else { return }
        await ask("find/ganesha-file-\(name)", query)
    }

    private func put(_ path: String, _ text: String) {
        action(.host(.writeFile("host1", path: path, Array(text.utf8))))
    }

    private func prepare() {
        put(NFSFile.statd.path, "[statd]\nport = 39543\noutgoing-port = 55863\n")
        put(
            NFSFile.server.path,
            "NFS_CORE_PARAM {\n    Protocols = 3, 4;\n}\n%include \"/etc/ganesha/hcctl-exports.conf\"\n")
        put(NFSFile.exports.path, "%include \"/etc/ganesha/hcctl-export-engine.conf\"\n")
        write("engine", 77, "engine")
        write("data", 78, "data", squash: "Root_Squash", clients: "10.88.0.0/24, 10.88.0.7")
    }

    private func write(
        _ name: NFSExportName, _ id: Int, _ volume: String, squash: String = "No_Root_Squash", clients: String = "*"
    ) {
        let lines = [
            "# Written by hcctl; changes are overwritten.", "EXPORT {", "    Export_Id = \(id);",
            "    Path = \"/\(volume)\";", "    Pseudo = \"/\(volume)\";", "    Access_Type = None;",
            "    Protocols = 3, 4;", "    SecType = sys;", "    FSAL {", "        Name = GLUSTER;",
            "        Hostname = localhost;", "        Volume = \"\(volume)\";", "    }", "    CLIENT {",
            "        Clients = \(clients);", "        Access_Type = RW;", "        Squash = \(squash);",
            "        Protocols = 3, 4;", "    }", "}",
        ]
        put(NFSFile.export(name).path, lines.map { $0 + "\n" }.joined())
    }
}
