import Foundation
import Glibc
import Testing

@testable import ControllerDaemon

@Suite struct ServiceManagerTests {
    /// A socket as systemd makes it, and what came in.
    private func received(_ body: (ServiceManager) -> Void) throws -> [String] {
        let path = FileManager.default.temporaryDirectory.path + "/hcctl-notify-\(UInt64.random(in: 0 ... .max))"
        let listener = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue), 0)
        defer {
            close(listener)
            unlink(path)
        }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
        body(ServiceManager(["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())"]))
        var texts: [String] = []
        var buffer = [UInt8](repeating: 0, count: 500)
        while case let count = recv(listener, &buffer, buffer.count, 0), count > 0 {
            texts.append(String(decoding: buffer.prefix(count), as: UTF8.self))
        }
        return texts
    }

    @Test func datagramsReachTheManager() throws {
        let texts = try received { manager in
            #expect(manager.watchdog == .seconds(30))
            manager.ready()
            manager.alive()
            manager.status("Converged")
            manager.stopping()
        }
        #expect(texts == ["READY=1", "WATCHDOG=1", "STATUS=Converged", "STOPPING=1"])
    }

    @Test func withoutAManagerNothingIsSent() {
        let manager = ServiceManager([:])
        #expect(manager.watchdog == nil)
        manager.ready()
        #expect(ServiceManager(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"]).watchdog == nil)
    }
}
