internal import ClusterModel

/// glusterd keeps a file for each brick whose name is made of volume, host and path.
enum BrickNameRules {
    /// Bytes of `VOLUME.HOST.PATH.vol`, slashes of the path as dashes: with a slash before it, it has to stay below 256
    /// (glusterd-volgen.c, glusterd_is_valid_volfpath).
    private static let longest = 254

    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        let addresses = Dictionary(set.hosts.map { (HostName($0.name), $0.spec.glusterAddress) }) { first, _ in first }
        for volume in set.volumes where volume.isSound(diagnostics, "hosts", "brickPath", "bricks") {
            let tooLong = volume.locatedBricks.first { located in
                let host = addresses[located.brick.host] ?? located.brick.host.text
                return length(volume.name, host, located.brick.path) > longest
            }
            guard let brick = tooLong else { continue }
            diagnostics.error(
                "the path of the brick on \(brick.brick.host) is too long", at: brick.pathPlace,
                advice: "gluster names a file after volume, host and path, which has at most \(longest) bytes")
        }
    }

    private static func length(_ volume: String, _ host: String, _ path: String) -> Int {
        volume.utf8.count + 1 + host.utf8.count + 1 + path.utf8.dropFirst().count + ".vol".utf8.count
    }
}
