package import ClusterModel
package import World

extension HostOSParser {
    /// getent ends with 2 where the name is not found (getent(1)); an address is listed once for each type of socket.
    package static func addresses(_ answer: QueryResult) -> Reading<[String]> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 2])
            guard end.exitStatus == 0 else { return .absent }
            var found: [String] = []
            for line in end.outputLines {
                let address = String(line.prefix { $0 != " " && $0 != "\t" })
                if !address.isEmpty, !found.contains(address) { found.append(address) }
            }
            return found.isEmpty ? .unknown(answer.unreadable("it has no address", excerpt: end.words)) : .known(found)
        } catch {
            return .unknown(error)
        }
    }
}
