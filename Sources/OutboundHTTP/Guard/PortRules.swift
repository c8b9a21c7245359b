/// Ports behind which something else than a web server waits, and which an HTTP request could still disturb.
enum PortRules {
  /// Why `port` is refused; nil when it may be used.
  static func refusal(of port: Int) -> String? {
    if port == 80 || port == 443 { return nil }
    if port < 1024 { return "ports below 1024 other than 80 and 443 belong to other services" }
    return services.first { $0.port == port }.map { "port \(port) is usually \($0.name)" }
  }

  static let services: [(port: Int, name: String)] = [
    (1433, "SQL Server"), (1521, "Oracle"), (1883, "MQTT"), (2049, "NFS"), (2375, "Docker"), (2376, "Docker"),
    (2379, "etcd"), (2380, "etcd"), (3306, "MySQL"), (3389, "remote desktop"), (4369, "Erlang"), (5432, "PostgreSQL"),
    (5433, "PostgreSQL"), (5672, "AMQP"), (5900, "VNC"), (5984, "CouchDB"), (6000, "X11"), (6379, "Redis"),
    (6380, "Redis"), (6443, "Kubernetes"), (6667, "IRC"), (8500, "Consul"), (9042, "Cassandra"),
    (9200, "Elasticsearch"), (9300, "Elasticsearch"), (10250, "Kubernetes"), (11211, "memcached"), (27017, "MongoDB"),
  ]
}
