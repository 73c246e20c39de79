# Sourced by .ci/run: a Docker engine of our own and images made of Debian's packages, so that the `containers` stack
# is proven where no engine runs and no image can be pulled. Needs root, docker.io and debootstrap; gives DOCKER_HOST
# and the VARDE_IMAGE_* settings, and stops the engine when the caller ends.
docker_home=$(mktemp -d /tmp/varde-docker-XXXXXX)
docker_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

stop_docker() {
  [ -f "$docker_home/pid" ] && kill "$(cat "$docker_home/pid")" 2>/dev/null
  for _ in $(seq 50); do [ -f "$docker_home/pid" ] || break; sleep 0.2; done
  rm -rf "$docker_home" 2>/dev/null || true
}
trap stop_docker EXIT

dockerd --storage-driver=vfs --iptables=false --ip6tables=false --userland-proxy=true \
  --data-root "$docker_home/data" --exec-root "$docker_home/exec" --pidfile "$docker_home/pid" \
  -H "unix://$docker_home/socket" >"$docker_home/log" 2>&1 &
export DOCKER_HOST="unix://$docker_home/socket" TESTCONTAINERS_RYUK_DISABLED=true

root="$docker_home/root"
debootstrap --variant=minbase --include=redis-server,mosquitto,postgresql "$(. /etc/os-release && echo "$VERSION_CODENAME")" \
  "$root" >"$docker_home/debootstrap.log" 2>&1
rm -rf "$root"/usr/share/{doc,man,locale} "$root"/var/cache/apt/archives "$root"/var/lib/apt/lists "$root"/usr/lib/llvm*
install -m 755 "$docker_here/postgres-entrypoint.sh" "$root/usr/local/bin/postgres-entrypoint.sh"
# Where the official image keeps the plugin and the configuration.
cp "$root"/usr/lib/*/mosquitto_dynamic_security.so "$root/usr/lib/mosquitto_dynamic_security.so"
install -d -o "$(stat -c %u "$root/var/lib/mosquitto")" "$root/mosquitto/config" "$root/mosquitto/data"

for _ in $(seq 100); do docker info >/dev/null 2>&1 && break; sleep 0.2; done
import_image() { tar -C "$root" -c . | docker import "${@:2}" - "varde-test/$1:debian" >/dev/null; }
import_image postgres --change 'ENTRYPOINT ["/usr/local/bin/postgres-entrypoint.sh"]' --change 'CMD ["postgres"]'
import_image redis --change 'CMD ["redis-server"]'
import_image mosquitto --change 'CMD ["/usr/sbin/mosquitto", "-c", "/mosquitto/config/mosquitto.conf"]'
export VARDE_IMAGE_POSTGRES=varde-test/postgres:debian VARDE_IMAGE_REDIS=varde-test/redis:debian
export VARDE_IMAGE_MOSQUITTO=varde-test/mosquitto:debian
