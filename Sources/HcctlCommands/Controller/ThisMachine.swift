internal import Glibc

/// Which addresses belong to the machine that runs hcctl.
enum ThisMachine {
    /// Whether a name or an address leads to an interface of this machine other than loopback, so that commands for that
    /// host may be run here without ssh.
    static func has(_ address: String) -> Bool {
        let own = interfaces()
        return resolved(address).contains { own.contains($0) }
    }

    private static func resolved(_ name: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list, next: { $0?.pointee.ai_next }).compactMap { $0 }.compactMap { entry in
            text(entry.pointee.ai_addr, entry.pointee.ai_addrlen)
        }
    }

    private static func interfaces() -> Set<String> {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        var own: Set<String> = []
        for entry in sequence(first: list, next: { $0?.pointee.ifa_next }).compactMap({ $0 }) {
            guard entry.pointee.ifa_flags & UInt32(IFF_LOOPBACK) == 0,
                let address = entry.pointee.ifa_addr
            else { continue }
            let size =
                address.pointee.sa_family == sa_family_t(AF_INET6)
                ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
            if let text = text(address, socklen_t(size)) { own.insert(text) }
        }
        return own
    }

    private static func text(_ address: UnsafeMutablePointer<sockaddr>?, _ size: socklen_t) -> String? {
        guard let address, [sa_family_t(AF_INET), sa_family_t(AF_INET6)].contains(address.pointee.sa_family) else {
            return nil
        }
        var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(address, size, &buffer, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
