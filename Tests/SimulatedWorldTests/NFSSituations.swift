import ClusterModel
import World

@testable import SimulatedWorld

/// The states of an NFS server in which scripts/capture-fixtures recorded answers.
enum NFSSituations {
    static func of(_ name: String) -> ((inout Bench) -> Void)? {
        switch name {
        case "stopped", "ganesha-stopped", "ganesha-file-none": { _ in }
        case "ganesha-grace", "ganesha-file-older": { serve(&$0, for: .seconds(5)) }
        case "serving", "ports-serving", "added", "ganesha-one": { serve(&$0) }
        case "added-no-volume":
            { bench in
                serve(&bench)
                write("data", 78, "nosuch", &bench)
            }
        case "added-again", "ganesha-two", "removed": { add(&$0) }
        case "updated":
            { bench in
                add(&bench)
                write("data", 78, "data", squash: "All_Squash", &bench)
            }
        case "ganesha-updated":
            { bench in
                add(&bench)
                write("data", 78, "data", squash: "All_Squash", &bench)
                _ = bench.state.updateExport(78, path("data"), on: "host1")
            }
        case "removed-again":
            { bench in
                add(&bench)
                bench.state.act(.nfs(.removeExport("host1", id: 78)))
            }
        case "ganesha-file-newer":
            { bench in
                serve(&bench)
                bench.state.putFile(Array("# other\n".utf8), at: SimulatedGanesha.filePath, on: "host1")
            }
        case "ganesha-hung":
            { bench in
                serve(&bench)
                bench.state.act(.nfs(.hang("host1")))
            }
        case "crashed", "ports-crashed", "ganesha-crashed":
            { bench in
                serve(&bench)
                bench.state.act(.nfs(.crash("host1")))
            }
        default: nil
        }
    }

    private static func path(_ name: String) -> String { "/etc/ganesha/hcctl-export-\(name).conf" }

    private static func write(
        _ name: String, _ id: Int, _ volume: String, squash: String = "No_Root_Squash", clients: String = "*",
        _ bench: inout Bench
    ) {
        let text = """
            # Written by hcctl; changes are overwritten.
            EXPORT {
                Export_Id = \(id);
                Path = "/\(volume)";
                Pseudo = "/\(volume)";
                Access_Type = None;
                Protocols = 3, 4;
                SecType = sys;
                FSAL {
                    Name = GLUSTER;
                    Hostname = localhost;
                    Volume = "\(volume)";
                }
                CLIENT {
                    Clients = \(clients);
                    Access_Type = RW;
                    Squash = \(squash);
                    Protocols = 3, 4;
                }
            }

            """
        bench.state.putFile(Array(text.utf8), at: path(name), on: "host1")
    }

    /// The volumes run, and the server was started with the export of engine.
    private static func serve(_ bench: inout Bench, for time: Duration = .seconds(40)) {
        bench.mountAll()
        bench.state.act(.gluster(.foreignPool(["host1"], volume: nil)))
        for volume in ["engine", "data"] {
            bench.state.act(.gluster(.makeVolume(volume, "host1", path: "/gluster/\(volume)-brick")))
        }
        write("engine", 77, "engine", &bench)
        write("data", 78, "data", squash: "Root_Squash", clients: "10.88.0.0/24, 10.88.0.7", &bench)
        let server = "NFS_CORE_PARAM {\n    Protocols = 3, 4;\n}\n%include \"/etc/ganesha/hcctl-exports.conf\"\n"
        bench.state.putFile(Array(server.utf8), at: SimulatedGanesha.filePath, on: "host1")
        let list = "%include \"\(path("engine"))\"\n"
        bench.state.putFile(Array(list.utf8), at: "/etc/ganesha/hcctl-exports.conf", on: "host1")
        let statd = "[statd]\nport = 39543\noutgoing-port = 55863\n"
        bench.state.putFile(Array(statd.utf8), at: SimulatedGanesha.statdPath, on: "host1")
        bench.state.act(.host(.startService("host1", unit: Ganesha.unit)))
        bench.state.advance(to: bench.state.now + time)
    }

    private static func add(_ bench: inout Bench) {
        serve(&bench)
        _ = bench.state.addExport(78, path("data"), on: "host1")
    }
}
